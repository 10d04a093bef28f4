// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/nodemessageseal.h"

#include <QTest>

using namespace confab;

namespace {

using Origin = NodeMessageSeal::Origin;

const Installation ours{QStringLiteral("0a"), QStringLiteral("0a-1"), QByteArray(32, 'k')};
const QByteArray channel = QByteArrayLiteral("confab:0a-1:room:{7}");
const QByteArray nodeMessage = QByteArrayLiteral("confab1 north 7 gone\n\xa1"
                                                 "droom\x07");

} // namespace

/// A node message is accepted by nodes of its sender's installation, in the channel where it was published.
class TestNodeMessageSeal : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void opensItsOwn() {
        const NodeMessageSeal seal(ours);
        for (const QByteArray& text : {nodeMessage, QByteArray(), QByteArray(200'000, '\n')}) {
            const QByteArray bytes = seal.seal(channel, 18'446'744'073'709'551'615U, text);
            const NodeMessageSeal::Opened opened = seal.open(channel, bytes);
            QCOMPARE(opened.origin, Origin::Genuine);
            QCOMPARE(opened.stamp, 18'446'744'073'709'551'615U);
            QCOMPARE(opened.nodeMessage, text);
            QCOMPARE(NodeMessageSeal::unverified(bytes), text);
        }
    }

    void believesNoChangedByte() {
        const NodeMessageSeal seal(ours);
        const QByteArray good = seal.seal(channel, 42, nodeMessage);
        for (qsizetype at = 0; at < good.size(); ++at) {
            for (const int bit : {1, 0x80}) {
                QByteArray bytes = good;
                bytes[at] = char(bytes[at] ^ bit);
                QVERIFY2(seal.open(channel, bytes).origin != Origin::Genuine, QByteArray::number(at).constData());
            }
            QVERIFY(seal.open(channel, good.first(at)).origin != Origin::Genuine);
        }
        QVERIFY(seal.open(channel, good + 'x').origin == Origin::Forged);
    }

    void countsInItsOwnChannelOnly() {
        const NodeMessageSeal seal(ours);
        const QByteArray bytes = seal.seal(channel, 42, nodeMessage);
        for (const char* other : {"confab:0a-1:room:{8}", "confab:0a-1:room:{7", "confab:0a-1:room:{7}c", ""})
            QCOMPARE(seal.open(other, bytes).origin, Origin::Forged);
    }

    void believesNoOtherKey() {
        Installation guessed = ours;
        guessed.nodeKey[31] = 'x';
        QCOMPARE(NodeMessageSeal(ours).open(channel, NodeMessageSeal(guessed).seal(channel, 1, nodeMessage)).origin,
                 Origin::Forged);
    }

    /// A copy of the database has the same key, too.
    void tellsAnotherDatabase() {
        Installation copy = ours;
        copy.database = QStringLiteral("0a-2");
        QCOMPARE(NodeMessageSeal(ours).open(channel, NodeMessageSeal(copy).seal(channel, 1, nodeMessage)).origin,
                 Origin::Foreign);
    }

    void refusesWhatIsNoNodeMessage() {
        const NodeMessageSeal seal(ours);
        const QByteArrayList none{{},
                                  "\n",
                                  nodeMessage,
                                  "confab2 \n",
                                  "confab2 0a-1 1\n",
                                  "confab2 0a-1\n" + QByteArray(99, 'x'),
                                  "confab2 " + QByteArray(500, '0') + '\n',
                                  QByteArray(400'000, 'x')};
        for (const QByteArray& bytes : none) {
            QVERIFY(seal.open(channel, bytes).origin == Origin::Forged);
            NodeMessageSeal::unverified(bytes);
        }
    }
};

QTEST_APPLESS_MAIN(TestNodeMessageSeal)
#include "tst_nodemessageseal.moc"
