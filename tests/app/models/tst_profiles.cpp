// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/rooms.h"
#include "tests/app/models/fixture.h"

#include <QSignalSpy>

namespace confab::models {

namespace {

const UserStatus holiday{QStringLiteral("On holiday"), QString::fromUtf8("🌴")};
const QString holidayLine = QString::fromUtf8("🌴 On holiday");

} // namespace

/// What people tell of themselves, where it is shown, and the form of one's own.
class ProfilesTest : public QObject {
    Q_OBJECT
private:
    static QVariant ofMember(Fixture& f, UserId id, const char* role) {
        const MemberListModel& people = *f.workspace.room()->people();
        for (int row = 0; row < people.rowCount(); ++row) {
            if (Fixture::at(people, row, "userId").toLongLong() == id.value)
                return Fixture::at(people, row, role);
        }
        return {};
    }
    static QVariant ofRoom(Fixture& f, RoomId id, const char* role) {
        const RoomFilterModel& rooms = *f.workspace.rooms();
        for (int row = 0; row < rooms.rowCount(); ++row) {
            if (Fixture::at(rooms, row, "roomId").toLongLong() == id.value)
                return Fixture::at(rooms, row, role);
        }
        return {};
    }

private Q_SLOTS:
    void whatPeopleTellIsShown() {
        Fixture f;
        f.stage.user(f.ben).status = holiday;
        f.stage.user(f.ben).picture = QStringLiteral("bens");
        f.stage.user(f.ben).presence = Availability::Away;
        f.stage.setPresence(f.ben, Availability::Away);
        const RoomId direct = f.stage.addDirect({f.ben});
        f.stage.say(f.general, f.ben, QStringLiteral("hello"), UtcTime::now());
        QVERIFY(f.signIn() && f.open(f.general));
        QCOMPARE(ofRoom(f, direct, "picture").toString(), QStringLiteral("bens"));
        QCOMPARE(ofRoom(f, direct, "status").toString(), holidayLine);
        QCOMPARE(ofRoom(f, direct, "light").toInt(), int(PresenceLight::Away));
        QTRY_COMPARE(ofMember(f, f.ben, "status").toString(), holidayLine);
        QCOMPARE(ofMember(f, f.ben, "picture").toString(), QStringLiteral("bens"));
        QCOMPARE(ofMember(f, f.ben, "light").toInt(), int(PresenceLight::Away));
        QCOMPARE(ofMember(f, f.ben, "stateText").toString(), QStringLiteral("away"));
        QCOMPARE(Fixture::at(f.timeline(), 0, "picture").toString(), QStringLiteral("bens"));
        QCOMPARE(Fixture::at(f.timeline(), 0, "statusEmoji").toString(), holiday.emoji);
    }

    void newsShowEverywhereAtOnce() {
        Fixture f;
        const RoomId direct = f.stage.addDirect({f.ben});
        f.stage.say(f.general, f.ben, QStringLiteral("hello"), UtcTime::now());
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_COMPARE(ofMember(f, f.ben, "name").toString(), QStringLiteral("Ben"));
        f.stage.user(f.ben).name = QStringLiteral("Benedict");
        f.stage.user(f.ben).picture = QStringLiteral("new");
        f.stage.user(f.ben).status = holiday;
        f.stage.user(f.ben).presence = Availability::DoNotDisturb;
        f.stage.server().notify(UserUpdated{f.stage.user(f.ben)});
        QTRY_COMPARE(ofRoom(f, direct, "name").toString(), QStringLiteral("Benedict"));
        QCOMPARE(ofRoom(f, direct, "picture").toString(), QStringLiteral("new"));
        QCOMPARE(ofRoom(f, direct, "light").toInt(), int(PresenceLight::DoNotDisturb));
        QCOMPARE(ofMember(f, f.ben, "name").toString(), QStringLiteral("Benedict"));
        QCOMPARE(ofMember(f, f.ben, "status").toString(), holidayLine);
        QCOMPARE(Fixture::at(f.timeline(), 0, "author").toString(), QStringLiteral("Benedict"));
        QCOMPARE(Fixture::at(f.timeline(), 0, "picture").toString(), QStringLiteral("new"));
        f.stage.user(f.ben).picture.reset();
        f.stage.server().notify(UserUpdated{f.stage.user(f.ben)});
        QTRY_COMPARE(Fixture::at(f.timeline(), 0, "picture").toString(), QString());
    }

    void aStatusGoesByItself() {
        Fixture f;
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_COMPARE(f.workspace.room()->people()->rowCount(), 4);
        UserStatus status = holiday;
        status.until = UtcTime{UtcTime::now().ms + 300};
        f.stage.user(f.ben).status = status;
        f.stage.server().notify(UserUpdated{f.stage.user(f.ben)});
        QSignalSpy changes(f.workspace.room()->people(), &QAbstractItemModel::dataChanged);
        QTRY_VERIFY(!changes.isEmpty());
        QTRY_COMPARE(ofMember(f, f.ben, "status").toString(), QString());
    }

    void theOwnProfileIsChanged() {
        Fixture f;
        QVERIFY(f.signIn());
        ProfileEditor& editor = *f.workspace.me()->profile();
        editor.begin();
        QCOMPARE(editor.name(), QStringLiteral("Ana"));
        QSignalSpy saved(&editor, &ProfileEditor::saved);
        editor.save(QStringLiteral(" "), {}, {}, ProfileEditor::Never);
        QVERIFY(!editor.nameError().isEmpty());
        const UtcTime now = UtcTime::now();
        editor.save(QStringLiteral("Ana Lima"), holiday.emoji, holiday.text, ProfileEditor::Hour);
        QTRY_COMPARE(saved.size(), 1);
        const ProfileUpdate sent = f.stage.server().requestsOf<ProfileUpdate>().back();
        QCOMPARE(sent.name, std::optional(QStringLiteral("Ana Lima")));
        QVERIFY(!sent.picture);
        QVERIFY(sent.status->value->until->ms - now.ms >= 60 * 60'000);
        QCOMPARE(f.workspace.me()->name(), QStringLiteral("Ana Lima"));
        QCOMPARE(f.workspace.me()->status(), holidayLine);
        editor.begin();
        QVERIFY(!editor.statusUntil().isEmpty());
        editor.save(editor.name(), editor.statusEmoji(), editor.statusText(), ProfileEditor::AsItIs);
        QTRY_COMPARE(saved.size(), 2); // nothing to send
        QCOMPARE(f.stage.server().requestsOf<ProfileUpdate>().size(), size_t(1));
        f.workspace.me()->clearStatus();
        QTRY_COMPARE(f.workspace.me()->status(), QString());
    }

    void presenceIsChosen() {
        Fixture f;
        QVERIFY(f.signIn());
        QCOMPARE(f.workspace.me()->presence(), CurrentUser::Online);
        QVERIFY(!f.workspace.notifications()->isSilent());
        f.workspace.me()->choosePresence(CurrentUser::DoNotDisturb);
        QTRY_COMPARE(f.workspace.me()->presence(), CurrentUser::DoNotDisturb);
        QVERIFY(f.workspace.notifications()->isSilent());
        QVERIFY(!f.workspace.notifications()->isPaused());
        QCOMPARE(f.stage.server().requestsOf<PresenceSet>().back().state, PresenceChoice::DoNotDisturb);
        f.workspace.me()->choosePresence(CurrentUser::Invisible);
        QTRY_COMPARE(f.workspace.me()->presence(), CurrentUser::Invisible);
    }

    void whenAStatusEnds() {
        const UtcTime now{1'700'000'000'000};
        QCOMPARE(ProfileEditor::endOf(ProfileEditor::HalfHour, now), std::optional(UtcTime{now.ms + 30 * 60'000}));
        QVERIFY(!ProfileEditor::endOf(ProfileEditor::Never, now));
        const UtcTime midnight = *ProfileEditor::endOf(ProfileEditor::Today, now);
        QVERIFY(midnight > now && midnight.ms - now.ms <= 25 * 3'600'000);
    }
};

} // namespace confab::models

QTEST_MAIN(confab::models::ProfilesTest)
#include "tst_profiles.moc"
