// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/session/clientsessions.h"

#include <QTest>

using namespace confab;

namespace {

constexpr RoomId red{7};
constexpr ConnectionId one{0, 1};

Outbound published(std::optional<Notification> toEntered, std::optional<Notification> toWatching = {}) {
    return std::make_shared<const Publication>(Publication{red, std::move(toEntered), std::move(toWatching), {}});
}

} // namespace

/// The queue to a slow io thread: only ephemeral items are dropped, and producers can ask whether it has room.
class TestIoInbox : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFullOne() {
        std::vector<Outbound> got;
        IoInbox inbox(3);
        inbox.attach(
            [&got](std::vector<Outbound>& batch) { std::move(batch.begin(), batch.end(), std::back_inserter(got)); });
        const Notification typing = RoomTyping{};
        const Notification event = RoomEventNotice{};
        QVERIFY(inbox.hasRoom());
        inbox.post(published(typing));
        inbox.post(Notified{one, typing});
        QVERIFY(inbox.hasRoom());
        inbox.post(published(event, Notification(RoomActivity{})));
        QVERIFY(!inbox.hasRoom());
        inbox.post(published(typing));
        inbox.post(published({}, Notification(RoomActivity{})));
        inbox.post(Notified{one, typing});
        QCOMPARE(inbox.queue().length, size_t(3));
        QCOMPARE(inbox.queue().capacity, size_t(3));
        QCOMPARE(inbox.queue().refused, quint64(4));
        inbox.post(published(event));
        inbox.post(CallReply{one, 1, Answer(Empty{})});
        inbox.post(Disconnect{one, CloseCode::Normal, {}});
        QCOMPARE(inbox.queue().length, size_t(6));

        QCoreApplication::processEvents();
        QCOMPARE(got.size(), size_t(6));
        QVERIFY(std::holds_alternative<Notified>(got[1]));
        QVERIFY(std::holds_alternative<CallReply>(got[4]));
        QVERIFY(inbox.hasRoom());
        inbox.detach();
    }

    /// A chat thread that is behind is told of no more connections.
    void aFullChatThread() {
        QObject home;
        Mailbox<Inbound> chat(&home, 2, [](std::vector<Inbound>&) {});
        IoInbox inbox;
        ClientSessions sessions(chat, inbox);
        chat.post(Closed{one});
        QVERIFY(sessions.hasRoom());
        chat.post(Closed{one});
        QVERIFY(!sessions.hasRoom());
        QCOMPARE(chat.counts().refused, quint64(1));
        QCoreApplication::processEvents();
        QVERIFY(sessions.hasRoom());
    }
};

QTEST_GUILESS_MAIN(TestIoInbox)
#include "tst_ioinbox.moc"
