// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/rooms.h"
#include "tests/app/models/fixture.h"

#include <QFile>
#include <QSignalSpy>

namespace confab::models {

/// The actions of the room dialogs: find, join, create, leave, delete. Each may fail, reports it, and can be repeated.
class RoomDialogsTest : public QObject {
    Q_OBJECT
private:
    static Error busy() { return Error::retryLater(ErrorKind::ServerBusy, 1000); }

private Q_SLOTS:
    void leavingMayFailAndIsTriedAgain() {
        Fixture f;
        QVERIFY(f.signIn());
        RoomLeaver& leaver = *f.workspace.leaver();
        QSignalSpy done(&leaver, &RoomLeaver::done);
        f.stage.setFailing<RoomLeave>(busy());
        leaver.leave(double(f.general.value));
        QVERIFY(leaver.isBusy());
        QTRY_VERIFY(!leaver.isBusy());
        QVERIFY(!leaver.error().isEmpty());
        QVERIFY(f.client.rooms().find(f.general));
        f.stage.setFailing<RoomLeave>({});
        leaver.leave(double(f.general.value));
        QCOMPARE(leaver.error(), QString()); // of the previous attempt
        QTRY_COMPARE(done.size(), 1);
        QVERIFY(!leaver.isBusy());
        QVERIFY(!f.client.rooms().find(f.general));
    }

    void deletingMayFailAndIsTriedAgain() {
        Fixture f;
        QVERIFY(f.signIn());
        RoomLeaver& leaver = *f.workspace.leaver();
        QSignalSpy done(&leaver, &RoomLeaver::done);
        f.stage.setFailing<RoomDelete>(Error(ErrorKind::RoomForbidden));
        leaver.remove(double(f.general.value));
        QTRY_VERIFY(!leaver.error().isEmpty());
        QVERIFY(f.client.rooms().find(f.general));
        leaver.clear();
        QCOMPARE(leaver.error(), QString());
        f.stage.setFailing<RoomDelete>({});
        leaver.remove(double(f.general.value));
        QTRY_COMPARE(done.size(), 1);
        QVERIFY(!f.client.rooms().find(f.general));
    }

    /// Other errors are not shown at the password.
    void joiningMayFailForAnotherReason() {
        Fixture f;
        const RoomId treasury = f.stage.addForeignRoom(QStringLiteral("Treasury"), {}, QStringLiteral("gold"));
        QVERIFY(f.signIn());
        RoomJoiner& joiner = *f.workspace.joiner();
        QSignalSpy joined(&joiner, &RoomJoiner::joined);
        joiner.ask(double(treasury.value));
        f.stage.setFailing<RoomJoin>(busy());
        joiner.join(double(treasury.value), QStringLiteral("gold"));
        QTRY_VERIFY(!joiner.isBusy());
        QVERIFY(!joiner.error().isEmpty());
        QCOMPARE(joiner.passwordError(), QString());
        QCOMPARE(joiner.askingFor(), double(treasury.value));
        f.stage.setFailing<RoomJoin>({});
        joiner.join(double(treasury.value), QStringLiteral("gold"));
        QCOMPARE(joiner.error(), QString());
        QTRY_COMPARE(joined.size(), 1);
        QCOMPARE(joiner.askingFor(), 0.0); // the dialog has no trace of it
    }

    void creatingMayFailAndIsTriedAgain() {
        Fixture f;
        QVERIFY(f.signIn());
        RoomCreator& creator = *f.workspace.creator();
        QSignalSpy created(&creator, &RoomCreator::created);
        const auto create = [&] { creator.create(QStringLiteral(" The  Zoo "), {}, {}, {}, true); };
        f.stage.setFailing<RoomCreate>(Error::invalid(QStringLiteral("params.name"), QStringLiteral("name: no")));
        create();
        QVERIFY(creator.isBusy());
        QTRY_VERIFY(!creator.nameError().isEmpty());
        QCOMPARE(creator.error(), QString()); // shown beside the field
        QVERIFY(!creator.isBusy());
        f.stage.setFailing<RoomCreate>(busy());
        create();
        QTRY_VERIFY(!creator.error().isEmpty());
        QCOMPARE(creator.nameError(), QString());
        f.stage.setFailing<RoomCreate>({});
        create();
        QTRY_COMPARE(created.size(), 1);
        QCOMPARE(creator.error(), QString());
        const RoomCreate request = f.stage.server().requestsOf<RoomCreate>().back();
        QCOMPARE(request.name, QStringLiteral("The Zoo"));
        QCOMPARE(request.visibility, Visibility::Private);
        QVERIFY(f.client.rooms().find(RoomId{qint64(created[0][0].toDouble())}));
    }

    void aConversationIsOpenedWithThoseWhoAreChosen() {
        Fixture f;
        QVERIFY(f.signIn());
        ConversationOpener& opener = *f.workspace.conversations();
        QSignalSpy opened(&opener, &ConversationOpener::opened);
        opener.open();
        QVERIFY(!opener.isBusy()); // with nobody
        opener.toggle(double(f.ben.value), QStringLiteral("Ben"));
        opener.toggle(double(f.chi.value), QStringLiteral("Chi"));
        opener.toggle(double(f.ben.value), QStringLiteral("Ben"));
        QCOMPARE(opener.chosen().size(), 1);
        f.stage.setFailing<DirectOpen>(busy());
        opener.open();
        QVERIFY(opener.isBusy());
        QTRY_VERIFY(!opener.error().isEmpty());
        QVERIFY(!opener.isBusy());
        f.stage.setFailing<DirectOpen>({});
        opener.open();
        QTRY_COMPARE(opened.size(), 1);
        const RoomId room{qint64(opened[0][0].toDouble())};
        QCOMPARE(f.client.rooms().find(room)->name, QStringLiteral("Chi"));
        QCOMPARE(f.stage.server().requestsOf<DirectOpen>().back().users, QList<UserId>{f.chi});
        opener.openWith(double(f.chi.value)); // the same people, the same room
        QTRY_COMPARE(opened.size(), 2);
        QCOMPARE(opened[1][0], opened[0][0]);
    }

    void aConversationHasAtMostTen() {
        Fixture f;
        ConversationOpener& opener = *f.workspace.conversations();
        for (int i = 0; i < limits::directPeople - 1; ++i)
            opener.toggle(double(10 + i), QStringLiteral("Person"));
        QVERIFY(opener.isFull() && opener.error().isEmpty());
        opener.toggle(99, QStringLiteral("One more"));
        QCOMPARE(opener.chosen().size(), limits::directPeople - 1);
        QVERIFY(!opener.error().isEmpty());
        opener.dropLast();
        QVERIFY(opener.error().isEmpty() && !opener.isFull());
    }

    void settingsSendWhatDiffers() {
        Fixture f;
        f.stage.room(f.general).capacity = 1200;
        QVERIFY(f.signIn());
        RoomEditor& editor = *f.workspace.editor();
        QSignalSpy saved(&editor, &RoomEditor::saved);
        QVERIFY(!editor.begin(999));
        QVERIFY(editor.begin(double(f.general.value)));
        const auto save = [&](const QString& name, const QString& capacity, RoomEditor::PasswordChange change,
                              const QString& password, bool archived = false) {
            editor.save(name, QStringLiteral("Everything"), false, capacity, archived, change, password);
        };
        const auto sent = [&] { return f.stage.server().requestsOf<RoomUpdate>(); };
        save(QStringLiteral("General"), QStringLiteral("none"), RoomEditor::SetPassword, QStringLiteral("short"));
        QVERIFY(!editor.capacityError().isEmpty() && !editor.passwordError().isEmpty() && !editor.isBusy());
        QVERIFY(sent().empty());
        save(QStringLiteral("  All  of us "), {}, RoomEditor::KeepPassword, QStringLiteral("not set"), true);
        QTRY_COMPARE(saved.size(), 1);
        const RoomUpdate first = sent().back();
        QCOMPARE(first.room, f.general);
        QCOMPARE(first.name, QStringLiteral("All of us"));
        QVERIFY(!first.topic && !first.visibility && !first.password);
        QVERIFY(first.capacity && !first.capacity->value);
        QCOMPARE(first.archived, std::optional(true));
        QCOMPARE(f.client.rooms().find(f.general)->name, QStringLiteral("All of us"));
        QVERIFY(editor.begin(double(f.general.value)));
        QVERIFY(editor.isArchived());
        save(QStringLiteral("All of us"), QStringLiteral("7"), RoomEditor::SetPassword, QStringLiteral("open sesame"));
        QTRY_COMPARE(saved.size(), 2);
        QCOMPARE(sent().back().capacity->value, std::optional(7));
        QCOMPARE(sent().back().password->value->value, QStringLiteral("open sesame"));
        QVERIFY(editor.begin(double(f.general.value)));
        QVERIFY(editor.hasPassword());
        save(QStringLiteral("All of us"), QStringLiteral("7"), RoomEditor::RemovePassword, {});
        QTRY_COMPARE(saved.size(), 3);
        QVERIFY(sent().back().password && !sent().back().password->value);
    }

    void settingsErrorsAreBesideTheirFields() {
        Fixture f;
        QVERIFY(f.signIn());
        RoomEditor& editor = *f.workspace.editor();
        QVERIFY(editor.begin(double(f.general.value)));
        const auto save = [&] {
            editor.save(QStringLiteral("New"), {}, true, {}, false, RoomEditor::KeepPassword, {});
        };
        f.stage.setFailing<RoomUpdate>(Error::invalid(QStringLiteral("params.name"), QStringLiteral("name: no")));
        save();
        QTRY_VERIFY(!editor.nameError().isEmpty());
        QCOMPARE(editor.error(), QString());
        f.stage.setFailing<RoomUpdate>(Error(ErrorKind::RoomForbidden));
        save();
        QTRY_VERIFY(!editor.error().isEmpty());
        QCOMPARE(editor.nameError(), QString());
        QVERIFY(editor.begin(double(f.general.value))); // a form that is opened anew has no errors
        QCOMPARE(editor.error(), QString());
    }

    void whatIsNoPictureIsNotTaken() {
        Fixture f;
        QVERIFY(f.signIn());
        RoomEditor& editor = *f.workspace.editor();
        QVERIFY(editor.begin(double(f.general.value)));
        PictureChooser& picture = *editor.picture();
        const QString path = f.folder.filePath(QStringLiteral("notes.png"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no picture") > 0);
        file.close();
        for (const QString& wrong : {path, f.folder.path(), f.folder.filePath(QStringLiteral("nothing.png"))}) {
            picture.choose(QUrl::fromLocalFile(wrong));
            QVERIFY(picture.isBusy() && picture.problem().isEmpty());
            QTRY_VERIFY(!picture.problem().isEmpty());
            QVERIFY(!picture.isBusy() && !picture.hasAny() && !picture.change());
        }
        picture.choose(QUrl(QStringLiteral("https://example.org/room.png"))); // nothing is fetched
        QVERIFY(!picture.isBusy() && !picture.problem().isEmpty());
    }

    void aPictureIsTakenAway() {
        Fixture f;
        f.stage.room(f.general).picture = QStringLiteral("harbour");
        QVERIFY(f.signIn());
        RoomEditor& editor = *f.workspace.editor();
        QSignalSpy saved(&editor, &RoomEditor::saved);
        QVERIFY(editor.begin(double(f.general.value)));
        QCOMPARE(editor.picture()->shown(), QStringLiteral("harbour"));
        const auto save = [&] {
            editor.save(editor.name(), editor.topic(), false, {}, false, RoomEditor::KeepPassword, {});
        };
        save();
        QTRY_COMPARE(saved.size(), 1);
        QVERIFY(!f.stage.server().requestsOf<RoomUpdate>().back().picture); // it is as it was
        QVERIFY(editor.begin(double(f.general.value)));
        editor.picture()->remove();
        save();
        QTRY_COMPARE(saved.size(), 2);
        const RoomUpdate sent = f.stage.server().requestsOf<RoomUpdate>().back();
        QVERIFY(sent.picture && !sent.picture->value);
        QVERIFY(!f.client.rooms().find(f.general)->picture);
    }

    /// An answer to an earlier query is never shown as the answer to the present one.
    void onlyTheLastQuestionIsAnswered() {
        Fixture f;
        f.stage.addForeignRoom(QStringLiteral("Treasury"), {}, {});
        QVERIFY(f.signIn());
        FoundRoomsModel& found = *f.workspace.found();
        QList<int> shown;
        connect(&found, &QAbstractItemModel::modelReset, this, [&] { shown.append(found.rowCount()); });
        found.search();
        found.setQuery(QStringLiteral("Treas"));
        QTRY_VERIFY(!found.isBusy());
        QCOMPARE(shown, QList<int>{1});
        QCOMPARE(f.stage.server().requestsOf<RoomFind>().size(), size_t(2));
    }

    void aSearchMayFail() {
        Fixture f;
        QVERIFY(f.signIn());
        FoundRoomsModel& found = *f.workspace.found();
        f.stage.setFailing<RoomFind>(busy());
        found.search();
        QVERIFY(found.isBusy());
        QTRY_VERIFY(!found.isBusy());
        QVERIFY(!found.error().isEmpty());
        QSignalSpy errorChanged(&found, &FoundRoomsModel::errorChanged);
        f.stage.setFailing<RoomFind>({});
        found.search();
        QTRY_COMPARE(found.rowCount(), 2);
        QCOMPARE(found.error(), QString());
        QCOMPARE(errorChanged.size(), 1);
    }
};

} // namespace confab::models

QTEST_MAIN(confab::models::RoomDialogsTest)
#include "tst_roomdialogs.moc"
