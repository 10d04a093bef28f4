// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/qml/shown.h"

#include <QClipboard>
#include <QGuiApplication>

namespace confab {

namespace {

const QString code = QStringLiteral("q3vGnT8m0cYbL5sWd1ZkHA");

/// What a server says of invitations.
std::optional<Result<Answer>> answerOf(const Request& request, test::Stage& stage, RoomId market, QList<Invite>& made) {
    const User ben{UserId{2}, QStringLiteral("Ben"), {}};
    if (const auto* wanted = std::get_if<RoomInvite>(&request)) {
        made.prepend({Secret{code}, Secret{QString(u"https://chat.example.org/invite/" % code)}, ben, UtcTime::now(),
                      std::nullopt, wanted->uses});
        return made.constFirst();
    }
    if (std::holds_alternative<RoomInvites>(request))
        return InvitesAnswer{made};
    if (std::holds_alternative<RoomRevokeInvite>(request)) {
        made.clear();
        return Empty{};
    }
    if (std::holds_alternative<InviteLook>(request))
        return InvitedTo{InvitedTo::Place{market, QStringLiteral("Market"), {}, 3, true}, ben};
    if (std::holds_alternative<InviteAccept>(request)) {
        stage.room(market).role = Role::Member;
        return RoomAnswer{stage.room(market)};
    }
    return std::nullopt;
}

} // namespace

/// Links that let people in, as a user finds them in the window.
class InvitationsWindowTest : public QObject {
    Q_OBJECT
private:
    struct Office : test::Shown {
        RoomId market = stage.addForeignRoom(QStringLiteral("Market"), {}, QStringLiteral("gold"));
        QList<Invite> made;

        Office() {
            stage.setExceptions([this](const Request& request) { return answerOf(request, stage, market, made); });
        }
        void start() {
            show();
            QVERIFY(signIn() && open(general));
            QTRY_VERIFY(timelineList() && timelineList()->property("placed").toBool());
        }
        bool shows(QAccessible::Role role, const QString& name) const { return driver->find(role, name); }
    };

private Q_SLOTS:
    void initTestCase() {
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
        desktop::prepareProgram();
    }

    void aLinkIsMadeCopiedAndEnded() {
        Office f;
        f.start();
        QVERIFY(f.driver->press(QStringLiteral("More")) && f.driver->press(QStringLiteral("Invite people…")));
        QTRY_VERIFY(f.shows(QAccessible::Heading, QStringLiteral("Invite people to “General”")));
        QVERIFY(f.driver->press(QStringLiteral("Make a link")));
        QTRY_VERIFY(f.shows(QAccessible::Button, QStringLiteral("Copy link")));
        QVERIFY(f.driver->press(QStringLiteral("Copy link")));
        QCOMPARE(QGuiApplication::clipboard()->text(), QString(u"https://chat.example.org/invite/" % code));
        QCOMPARE(f.stage.server().requestsOf<RoomInvite>().back().expiresInMs, std::optional<qint64>(604'800'000));
        const QString row = f.workspace.editor()
                                ->invites()
                                ->index(0)
                                .data(f.workspace.editor()->invites()->roleNames().key("name"))
                                .toString();
        QVERIFY(f.driver->press(QString(u"End the link: " % row)));
        QVERIFY(f.driver->press(QStringLiteral("End")));
        QTRY_VERIFY(f.made.isEmpty());
        QTRY_VERIFY(!f.shows(QAccessible::Button, QStringLiteral("Copy link")));
    }

    void aPastedLinkLeadsToItsRoom() {
        Office f;
        f.start();
        f.driver->key(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(f.driver->press(QStringLiteral("Join with an invitation…")));
        QTRY_VERIFY(f.shows(QAccessible::Heading, QStringLiteral("Join with an invitation")));
        f.driver->type(QStringLiteral("hello"));
        QVERIFY(f.driver->press(QStringLiteral("Continue")));
        QTRY_VERIFY(f.says(QStringLiteral("This is not the link of an invitation. It may be incomplete.")));
        f.driver->key(Qt::Key_A, Qt::ControlModifier);
        f.driver->type(
            QStringLiteral("http://127.0.0.1:%1/invite/%2").arg(QString::number(f.stage.url().port()), code));
        f.driver->key(Qt::Key_Return);
        QTRY_VERIFY(f.shows(QAccessible::Heading, QStringLiteral("Join this room?")));
        QVERIFY(f.driver->press(QStringLiteral("Join")));
        QTRY_COMPARE(f.workspace.room()->facts()->name(), QStringLiteral("Market"));
        QTRY_VERIFY(!f.shows(QAccessible::Heading, QStringLiteral("Join this room?")));
    }

    void anAccountByInvitationOnly() {
        Office f;
        f.stage.setAbout(About{QStringLiteral("id"), {}, {}, Registration::Invite, {}, {}});
        f.show();
        QVERIFY(f.driver->press(QStringLiteral("Create account")));
        QVERIFY(f.driver->fill(QStringLiteral("Server"), f.stage.url().toString()));
        QTRY_VERIFY(f.shows(QAccessible::EditableText, QStringLiteral("Invitation link")));
        QVERIFY(f.driver->fill(
            QStringLiteral("Invitation link"),
            QStringLiteral("http://127.0.0.1:%1/invite/%2").arg(QString::number(f.stage.url().port()), code)));
        QTRY_VERIFY(f.workspace.signIn()->invitation()->text().contains(QStringLiteral("Market")));
        QTRY_VERIFY(f.shows(QAccessible::EditableText, QStringLiteral("Your name")));
    }
};

} // namespace confab

QTEST_MAIN(confab::InvitationsWindowTest)
#include "tst_invitations.moc"
