// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/files/blobscontract.h"

#include "server/files/limits.h"
#include "server/files/uploadhashes.h"

#include <QCryptographicHash>

using namespace std::chrono_literals;

namespace confab {

namespace {

const QString one = QStringLiteral("upload-1");
const QString two = QStringLiteral("Upload_2");

QString sha256(const QByteArray& content) {
    return QString::fromLatin1(QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
}

/// Bytes of all values, several pieces long.
QByteArray someContent(qsizetype size = 3 * limits::pieceBytes + 17) {
    QByteArray content(size, Qt::Uninitialized);
    for (qsizetype i = 0; i < size; ++i)
        content[i] = char((i * 7 + i / 251) & 0xff);
    return content;
}

QString outcome(const Status& status) {
    return status ? QStringLiteral("ok") : QString::fromLatin1(errorRow(status.error().kind).name.data());
}

/// In pieces, as a socket brings them.
Status appendAll(UploadHashes& hashes, const QString& upload, const QByteArray& content, qint64 from = 0) {
    for (qint64 at = from; at < content.size(); at += limits::pieceBytes) {
        const qsizetype size = std::min<qint64>(limits::pieceBytes, content.size() - at);
        if (Status done = hashes.append(upload, at, QByteArrayView(content).sliced(at, size)); !done)
            return done;
    }
    return {};
}

} // namespace

BlobHash BlobsContract::keep(const QString& upload, const QByteArray& content) {
    UploadHashes hashes(store());
    if (!content.isEmpty() && !appendAll(hashes, upload, content))
        return {};
    return hashes.keep(upload).value_or(UploadHashes::Kept()).hash;
}

QByteArray BlobsContract::readAll(const BlobHash& hash) {
    QByteArray content;
    for (;;) {
        const Result<QByteArray> piece = store().read(hash, content.size(), 10'000);
        if (!piece)
            return "failed: " + piece.error().message.toUtf8();
        if (piece->isEmpty())
            return content;
        content += *piece;
    }
}

BlobsContract::Names BlobsContract::listed() {
    Names names;
    QString after;
    do {
        const Result<BlobStore::Listing> part = store().list(after);
        if (!part) {
            QTest::qFail(qPrintable(part.error().message), __FILE__, __LINE__);
            return {};
        }
        names.blobs += part->blobs;
        for (const BlobStore::Listing::Partial& partial : part->partials)
            names.partials += partial.upload;
        after = part->next;
    } while (!after.isEmpty());
    names.blobs.sort();
    names.partials.sort();
    return names;
}

void BlobsContract::keepsWhatWasAppended() {
    const QByteArray content = someContent();
    const BlobHash hash = keep(one, content);
    QCOMPARE(hash, sha256(content));
    QCOMPARE(readAll(hash), content);
    QCOMPARE(store().length(one).value_or(-1), 0);
    m_fixture.reopen();
    QCOMPARE(readAll(hash), content);
}

void BlobsContract::readsAnyRange() {
    const QByteArray content = someContent();
    const BlobHash hash = keep(one, content);
    const qint64 piece = limits::pieceBytes;
    for (const auto& [from, most] : QList<std::pair<qint64, qsizetype>>{{0, 1},
                                                                        {piece - 1, 2},
                                                                        {piece, piece},
                                                                        {1, 2 * piece + 5},
                                                                        {content.size() - 1, 100},
                                                                        {content.size(), 100},
                                                                        {content.size() + 5, 100}})
        QCOMPARE(store().read(hash, from, most).value_or("failed"), content.mid(from, most));
    QCOMPARE(store().read(sha256("nobody stored this"), 0, 1).has_value(), false);
}

void BlobsContract::appendsOnlyAtTheEnd() {
    QCOMPARE(outcome(store().append(one, 1, "b")), QStringLiteral("input.invalid"));
    QCOMPARE(outcome(store().append(one, 0, "a")), QStringLiteral("ok"));
    QCOMPARE(outcome(store().append(one, 0, "a")), QStringLiteral("input.invalid"));
    QCOMPARE(outcome(store().append(one, 2, "c")), QStringLiteral("input.invalid"));
    QCOMPARE(outcome(store().append(one, 1, "b")), QStringLiteral("ok"));
    QCOMPARE(outcome(store().sync(one)), QStringLiteral("ok"));
    m_fixture.reopen();
    QCOMPARE(store().length(one).value_or(-1), 2);
    QCOMPARE(store().readPartial(one, 0, 10).value_or("failed"), QByteArray("ab"));
    QCOMPARE(store().readPartial(one, 1, 1).value_or("failed"), QByteArray("b"));
    QCOMPARE(store().length(two).value_or(-1), 0);
}

void BlobsContract::aBlobWithoutBytes() {
    const BlobHash hash = keep(one, {});
    QCOMPARE(hash, sha256({}));
    QCOMPARE(readAll(hash), QByteArray());
    QCOMPARE(listed().blobs, QStringList{hash});
    QCOMPARE(listed().partials, QStringList());
}

void BlobsContract::equalContentsAreOneBlob() {
    const QByteArray content = someContent();
    const BlobHash first = keep(one, content);
    QCOMPARE(keep(two, content), first);
    QCOMPARE(listed().blobs, QStringList{first});
    QCOMPARE(listed().partials, QStringList());
    QCOMPARE(readAll(first), content);
}

/// Two uploads whose pieces come in turns.
void BlobsContract::hashIsOfTheContent() {
    const QByteArray content = someContent();
    const QByteArray other = content + "x";
    UploadHashes hashes(store());
    QCOMPARE(outcome(hashes.append(one, 0, content.first(1000))), QStringLiteral("ok"));
    QCOMPARE(outcome(appendAll(hashes, two, other)), QStringLiteral("ok"));
    QCOMPARE(outcome(hashes.append(one, 999, "not at the end")), QStringLiteral("input.invalid"));
    QCOMPARE(outcome(appendAll(hashes, one, content, 1000)), QStringLiteral("ok"));
    const UploadHashes::Kept kept = hashes.keep(one).value_or(UploadHashes::Kept());
    QCOMPARE(kept.hash, sha256(content));
    QCOMPARE(kept.bytes, content.size());
    QCOMPARE(kept.head, content.first(UploadHashes::headBytes));
    QCOMPARE(hashes.keep(two).value_or(UploadHashes::Kept()).hash, sha256(other));
}

void BlobsContract::hashIsFoundAgainAfterACrash() {
    const QByteArray content = someContent();
    {
        UploadHashes before(store());
        QCOMPARE(outcome(before.append(one, 0, content.first(70'000))), QStringLiteral("ok"));
    }
    m_fixture.reopen();
    UploadHashes hashes(store());
    QCOMPARE(outcome(appendAll(hashes, one, content, 70'000)), QStringLiteral("ok"));
    const UploadHashes::Kept kept = hashes.keep(one).value_or(UploadHashes::Kept());
    QCOMPARE(kept.hash, sha256(content));
    QCOMPARE(kept.head, content.first(UploadHashes::headBytes));
    QCOMPARE(readAll(kept.hash), content);
}

void BlobsContract::dropForgetsAPartialBlob() {
    UploadHashes hashes(store());
    QCOMPARE(outcome(hashes.append(one, 0, "first")), QStringLiteral("ok"));
    QCOMPARE(outcome(hashes.drop(one)), QStringLiteral("ok"));
    QCOMPARE(outcome(hashes.drop(one)), QStringLiteral("ok"));
    QCOMPARE(store().length(one).value_or(-1), 0);
    QCOMPARE(outcome(hashes.append(one, 0, "again")), QStringLiteral("ok"));
    QCOMPARE(hashes.keep(one).value_or(UploadHashes::Kept()).hash, sha256("again"));
}

void BlobsContract::removesOldBlobsOnly() {
    const BlobHash hash = keep(one, "content");
    QCOMPARE(outcome(store().remove(hash, 1h)), QStringLiteral("ok"));
    QCOMPARE(readAll(hash), QByteArray("content"));
    QCOMPARE(outcome(store().remove(hash, 0ms)), QStringLiteral("ok"));
    QVERIFY(!store().read(hash, 0, 1).has_value());
    QCOMPARE(outcome(store().remove(hash, 0ms)), QStringLiteral("ok"));
    QCOMPARE(listed().blobs, QStringList());
}

/// Whoever removes what nobody needed a moment ago must not take it from somebody who needs it now.
void BlobsContract::keepMakesABlobYoungAgain() {
    const BlobHash hash = keep(one, "content");
    const auto begin = std::chrono::steady_clock::now();
    QVERIFY(QTest::qWaitFor([begin] { return std::chrono::steady_clock::now() - begin > 300ms; }));
    QCOMPARE(keep(two, "content"), hash);
    QCOMPARE(outcome(store().remove(hash, 300ms)), QStringLiteral("ok"));
    QCOMPARE(readAll(hash), QByteArray("content"));
}

void BlobsContract::listsAll() {
    QStringList blobs;
    for (int i = 0; i < 40; ++i)
        blobs += keep(QStringLiteral("u%1").arg(i), QByteArray::number(i));
    blobs.sort();
    QCOMPARE(outcome(store().append(one, 0, "1")), QStringLiteral("ok"));
    QCOMPARE(outcome(store().append(two, 0, "2")), QStringLiteral("ok"));
    const Names names = listed();
    QCOMPARE(names.blobs, blobs);
    QCOMPARE(names.partials, (QStringList{two, one}));
}

void BlobsContract::namesAreNotPaths() {
    for (const char* name : {"", ".", "..", "../x", "a/b", "/etc/x", "a\\b", "a b", "\xc3\xa9"}) {
        const QString hostile = QString::fromUtf8(name);
        QVERIFY2(!store().append(hostile, 0, "x").has_value(), name);
        QVERIFY2(!store().read(hostile, 0, 1).has_value(), name);
        QVERIFY2(!store().remove(hostile, 0ms).has_value(), name);
    }
    QCOMPARE(listed().partials, QStringList());
}

} // namespace confab
