// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/client.h"
#include "app/client/openroom.h"
#include "app/client/rooms.h"
#include "app/desktop/window.h"
#include "app/models/fileview.h"
#include "app/models/workspace.h"
#include "app/pictures/picturepreparer.h"
#include "tests/qml/driver.h"
#include "tests/support/people.h"

#include <QBuffer>
#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QPainter>
#include <QQuickItem>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace confab {

using test::Person;

/// Files from one window to another, through the real daemon.
class AttachmentsTest : public QObject {
    Q_OBJECT
private:
    static constexpr int patience = 60000;
    const QColor ink{200, 30, 90};

    struct Desk {
        QTemporaryDir folder;
        QSettings settings{folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
        client::MemorySecretStore store;
        pictures::PicturePreparer preparer;
        client::Client client{config(preparer), store};
        models::Workspace workspace{client, store, settings};
        desktop::MainWindow main{workspace};
        QQuickWindow* window = qobject_cast<QQuickWindow*>(main.engine().rootObjects().value(0));
        test::Driver driver{*window};

        static client::Client::Config config(client::FilePreparer& preparer) {
            client::Client::Config config;
            config.preparer = &preparer;
            return config;
        }
        void enter(const test::DaemonProcess& daemon, const Person& person, RoomId room) {
            window->resize(1200, 780);
            client.session().signIn({daemon.url(), person.email}, person.password);
            QTRY_VERIFY_WITH_TIMEOUT(client.rooms().find(room), patience);
            workspace.room()->open(double(room.value));
            QTRY_VERIFY_WITH_TIMEOUT(client.openRooms().find(room)->isLive(), patience);
        }
        QVariantList filesAt(int row) const {
            const models::TimelineModel& timeline = *workspace_room().timeline();
            return timeline.index(row).data(timeline.roleNames().key("files")).toList();
        }
        models::CurrentRoom& workspace_room() const { return *const_cast<models::Workspace&>(workspace).room(); }
    };

    QImage drawing(QSize size) const {
        QImage image(size, QImage::Format_RGB32);
        image.fill(ink);
        return image;
    }
    static QList<QQuickItem*> picturesIn(QQuickItem* item) {
        QList<QQuickItem*> found;
        if (item->inherits("confab::qml::PictureItem") && item->isVisible())
            found.append(item);
        for (QQuickItem* child : item->childItems())
            found += picturesIn(child);
        return found;
    }
    // Whether a picture of this colour, at least so wide, is on the screen.
    bool shows(Desk& desk, const QColor& colour, double least = 100) const {
        for (const QQuickItem* item : picturesIn(desk.window->contentItem())) {
            if (!item->property("shown").toBool() || item->width() < least)
                continue;
            const QImage screen = desk.window->grabWindow();
            const QPointF middle = item->mapToScene({item->width() / 2, item->height() / 2});
            const QColor seen = screen.pixelColor(middle.toPoint());
            const int away = std::abs(seen.red() - colour.red()) + std::abs(seen.green() - colour.green()) +
                             std::abs(seen.blue() - colour.blue());
            if (away < 20) // JPEG
                return true;
        }
        return false;
    }

private Q_SLOTS:
    void initTestCase() {
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software); // there may be no GPU
        desktop::prepareProgram();
    }

    void aPastedPictureAppearsInTheOtherWindow() {
        test::DaemonProcess daemon;
        QVERIFY2(daemon.start(), daemon.errors().constData());
        const Person ana = test::newPerson(daemon, QStringLiteral("Ana"), Codec::Cbor);
        const Person ben = test::newPerson(daemon, QStringLiteral("Ben"), Codec::Cbor);
        const RoomId room = test::newRoom(ana, QStringLiteral("Harbour")).id;
        QVERIFY(ben->call(RoomJoin{room, {}}));
        Desk left;
        Desk right;
        left.enter(daemon, ana, room);
        right.enter(daemon, ben, room);
        if (QTest::currentTestFailed())
            return;

        left.window->requestActivate();
        QVERIFY(QTest::qWaitForWindowActive(left.window));
        auto* data = new QMimeData;
        data->setImageData(drawing({900, 600}));
        QGuiApplication::clipboard()->setMimeData(data);
        QTRY_VERIFY(left.driver.find(QAccessible::EditableText, QStringLiteral("Message Harbour")));
        left.driver.key(Qt::Key_V, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(left.workspace.room()->files()->attachments()->count() == 1, patience);
        QTRY_VERIFY_WITH_TIMEOUT(left.workspace.room()->files()->attachments()->isReady(), patience);
        left.driver.type(QStringLiteral("the harbour"));
        left.driver.key(Qt::Key_Return);
        QCOMPARE(left.workspace.room()->files()->attachments()->count(), 0);

        QTRY_VERIFY_WITH_TIMEOUT(right.workspace.room()->timeline()->textAt(0) == QStringLiteral("the harbour"),
                                 patience);
        QCOMPARE(right.filesAt(0).size(), 1);
        const auto file = right.filesAt(0)[0].value<models::FileView>();
        QVERIFY(file.picture);
        QCOMPARE(QSize(file.width, file.height), QSize(900, 600));
        QCOMPARE(QSize(file.shownWidth, file.shownHeight), QSize(420, 280));
        QVERIFY(!file.preview.isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(shows(right, ink), patience);
        QTRY_VERIFY_WITH_TIMEOUT(shows(left, ink), patience);
    }

    /// Somebody who can't read the message that carried it first reads the one that passes it on.
    void aForwardedPictureIsSeenInTheOtherRoom() {
        test::DaemonProcess daemon;
        QVERIFY2(daemon.start(), daemon.errors().constData());
        const Person ana = test::newPerson(daemon, QStringLiteral("Ana"), Codec::Cbor);
        const Person ben = test::newPerson(daemon, QStringLiteral("Ben"), Codec::Cbor);
        const RoomId harbour = test::newRoom(ana, QStringLiteral("Harbour")).id;
        const RoomId garden = test::newRoom(ana, QStringLiteral("Garden")).id;
        QVERIFY(ben->call(RoomJoin{garden, {}}));
        Desk left;
        Desk right;
        left.enter(daemon, ana, harbour);
        right.enter(daemon, ben, garden);
        if (QTest::currentTestFailed())
            return;

        const QString photo = left.folder.filePath(QStringLiteral("harbour.png"));
        QVERIFY(drawing({900, 600}).save(photo));
        models::CurrentRoom& room = *left.workspace.room();
        room.files()->attachments()->add({QUrl::fromLocalFile(photo)});
        QTRY_VERIFY_WITH_TIMEOUT(room.files()->attachments()->isReady(), patience);
        QVERIFY(room.composer()->send({}));
        QTRY_VERIFY_WITH_TIMEOUT(left.client.rooms().find(harbour)->lastMessage, patience);
        const auto seq = double(left.client.rooms().find(harbour)->lastMessage->seq);
        QTRY_VERIFY_WITH_TIMEOUT(room.forwarder()->canForward(seq), patience);
        room.forwarder()->ask(seq);
        room.forwarder()->forward(double(garden.value));
        QCOMPARE(room.forwarder()->error(), QString());
        QTRY_VERIFY_WITH_TIMEOUT(right.workspace.room()->timeline()->textAt(0) == QStringLiteral("**Ana:**"), patience);
        QTRY_VERIFY_WITH_TIMEOUT(shows(right, ink), patience);
    }

    void aRoomsPictureIsSeenByItsMembers() {
        test::DaemonProcess daemon;
        QVERIFY2(daemon.start(), daemon.errors().constData());
        const Person ana = test::newPerson(daemon, QStringLiteral("Ana"), Codec::Cbor);
        const Person ben = test::newPerson(daemon, QStringLiteral("Ben"), Codec::Cbor);
        const RoomId room = test::newRoom(ana, QStringLiteral("Harbour")).id;
        QVERIFY(ben->call(RoomJoin{room, {}}));
        Desk left;
        Desk right;
        left.enter(daemon, ana, room);
        right.enter(daemon, ben, room);
        if (QTest::currentTestFailed())
            return;

        const QString photo = left.folder.filePath(QStringLiteral("harbour.png"));
        QVERIFY(drawing({900, 600}).save(photo));
        models::RoomEditor& editor = *left.workspace.editor();
        QSignalSpy saved(&editor, &models::RoomEditor::saved);
        const auto save = [&editor] {
            editor.save(editor.name(), editor.topic(), editor.isHidden(), editor.capacity(), editor.isArchived(),
                        models::RoomEditor::KeepPassword, {});
        };
        QVERIFY(editor.begin(double(room.value)));
        editor.picture()->choose(QUrl::fromLocalFile(photo));
        QVERIFY(editor.picture()->isBusy());
        save(); // too early
        QVERIFY(!editor.isBusy());
        QTRY_VERIFY_WITH_TIMEOUT(!editor.picture()->isBusy(), patience);
        QCOMPARE(editor.picture()->problem(), QString());
        save();
        QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, patience);
        QTRY_VERIFY_WITH_TIMEOUT(right.client.rooms().find(room)->picture, patience);
        QTRY_VERIFY_WITH_TIMEOUT(shows(right, ink, 30), patience);

        QVERIFY(editor.begin(double(room.value)));
        editor.picture()->remove();
        save();
        QTRY_VERIFY_WITH_TIMEOUT(!right.client.rooms().find(room)->picture, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!shows(right, ink, 30), patience);
    }
};

} // namespace confab

QTEST_MAIN(confab::AttachmentsTest)
#include "tst_attachments.moc"
