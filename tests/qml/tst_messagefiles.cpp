// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/qml/shown.h"

#include "app/models/fileview.h"

#include <QBuffer>
#include <QDir>
#include <QImageReader>
#include <QSignalSpy>

namespace confab {

using test::Shown;

/// Files of messages in the real window, on a stage.
class MessageFilesTest : public QObject {
    Q_OBJECT
private:
    static QByteArray picture(QSize size) {
        QImage image(size, QImage::Format_RGB32);
        image.fill(QColor(30, 140, 90));
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        image.save(&buffer, "png");
        return bytes;
    }
    static File pictureFile(const QString& id, QSize size) {
        return {id, id % u".png", QStringLiteral("image/png"), 1000, size.width(), size.height(), {}};
    }
    static void say(Shown& f, const QString& body, const QList<File>& files) {
        MessagePosted posted{{body, {}}, {}};
        posted.files = files;
        f.stage.happen(f.general, f.ben, std::move(posted), UtcTime::now());
    }
    static QList<QQuickItem*> itemsOf(QQuickItem* item, const char* type) {
        QList<QQuickItem*> found;
        if (item->inherits(type) && item->isVisible())
            found.append(item);
        for (QQuickItem* child : item->childItems())
            found += itemsOf(child, type);
        return found;
    }
    static QList<QQuickItem*> pictures(const Shown& f) { return itemsOf(f.timelineList(), "confab::qml::PictureItem"); }
    static bool areShown(const QList<QQuickItem*>& items) {
        return std::all_of(items.begin(), items.end(),
                           [](const QQuickItem* item) { return item->property("shown").toBool(); });
    }
    static bool painted(Shown& f) {
        QSignalSpy frames(f.window, &QQuickWindow::frameSwapped);
        f.window->update();
        return QTest::qWaitFor([&] { return frames.size() > 0; }, 30000);
    }

    /// Where the rows on the screen are, by their texts.
    static QMap<QString, QRectF> places(const Shown& f) {
        const QQuickItem* list = f.timelineList();
        QMap<QString, QRectF> all;
        for (QQuickItem* row : list->property("contentItem").value<QQuickItem*>()->childItems()) {
            const QRectF place = row->mapRectToItem(list, QRectF(0, 0, row->width(), row->height()));
            // On the screen: the list makes and drops rows beyond its edges when it likes.
            if (row->property("body").isValid() && row->isVisible() && place.intersects(list->boundingRect()))
                all.insert(row->property("body").toString(), place);
        }
        return all;
    }
    /// By its wheel or a page key, until it moves by itself no more.
    static void scrollUp(Shown& f, double by) {
        QQuickItem* list = f.timelineList();
        QTRY_VERIFY(list->property("placed").toBool() && list->property("atNewest").toBool());
        QVERIFY(painted(f));
        QVERIFY(QMetaObject::invokeMethod(list, "scrollBy", Q_ARG(double, -by)));
        QTRY_VERIFY(!list->property("atNewest").toBool() && !list->property("wasAtNewest").toBool());
        QVERIFY(painted(f));
    }

private Q_SLOTS:
    void initTestCase() {
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software); // there may be no GPU
        desktop::prepareProgram();
    }

    void nothingMovesWhenPicturesCome() {
        Shown f;
        const QList<QSize> sizes{{900, 600}, {300, 900}, {64, 64}, {2000, 100}};
        QStringList ids;
        for (int i = 0; i < 30; ++i) {
            QList<File> files;
            for (int n = 0; n < i % 6; ++n) {
                ids.append(QStringLiteral("picture%1x%2").arg(i).arg(n));
                files.append(pictureFile(ids.last(), sizes[(i + n) % sizes.size()]));
            }
            say(f, QStringLiteral("message %1").arg(i), files);
        }
        f.show();
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_VERIFY(f.rowSaying(QStringLiteral("message 29")));
        scrollUp(f, 700);
        if (QTest::currentTestFailed())
            return;
        const QMap<QString, QRectF> before = places(f);
        QVERIFY(before.size() > 2);
        QVERIFY(!pictures(f).isEmpty());
        for (const QQuickItem* item : pictures(f))
            QVERIFY(!item->property("shown").toBool() && item->height() > 0);
        for (const QString& id : std::as_const(ids))
            f.workspace.room()->files()->pictures()->learn(id, picture({900, 600})); // not the shape that was announced
        QTRY_VERIFY(areShown(pictures(f)));
        QVERIFY(painted(f));
        QCOMPARE(places(f), before); // 0 pixels
    }

    /// Older messages, new ones, pictures, reactions and longer texts, above and below what is on the screen.
    void nothingMovesWhateverComes() {
        constexpr int messages = 140;
        Shown f;
        const auto body = [](qsizetype number) { return QStringLiteral("message %1").arg(number); };
        const auto id = [](qsizetype number) { return QStringLiteral("picture%1").arg(number); };
        for (int i = 1; i <= messages; ++i) {
            MessagePosted posted{{body(i), i % 3 ? std::nullopt : std::optional(Seq(i - 2))}, {}};
            if (i % 4 == 0)
                posted.files = QList<File>{pictureFile(id(i), {600, 300})};
            f.stage.happen(f.general, f.ben, std::move(posted), UtcTime{1'700'000'000'000 + i * 1000});
        }
        f.stage.markRead(f.general, 0);
        f.show();
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_VERIFY(f.rowSaying(body(messages)));
        scrollUp(f, 2000);
        if (QTest::currentTestFailed())
            return;
        const QMap<QString, QRectF> before = places(f);
        QVERIFY(before.size() > 3);
        const auto stays = [&](const char* what) {
            QVERIFY(painted(f) && painted(f));
            QVERIFY2(places(f) == before, what);
        };
        const auto bodyOf = [&](Seq seq) {
            for (int row = 0; row < f.timeline().rowCount(); ++row) {
                if (f.timeline().seqAt(row) == double(seq))
                    return f.timeline().textAt(row);
            }
            return QString();
        };
        while (f.timeline().canFetchMore({})) {
            const int rows = f.timeline().rowCount();
            f.timeline().fetchMore({});
            QTRY_VERIFY(f.timeline().rowCount() > rows);
            stays("older messages came");
        }
        for (const int number : {5, 30, 138, 139}) {
            QVERIFY(!before.contains(body(number)));
            f.stage.happen(f.general, f.chi, ReactionAdded{number, QStringLiteral("👍")}, UtcTime::now());
            f.stage.happen(f.general, f.ben, MessageEdited{number, QStringLiteral("longer\n\n").repeated(8), {}},
                           UtcTime::now());
            QTRY_VERIFY(bodyOf(number).startsWith(QStringLiteral("longer")));
            stays("a message got longer");
        }
        say(f, QStringLiteral("new"), {pictureFile(QStringLiteral("new"), {600, 300})});
        QTRY_COMPARE(f.timeline().textAt(0), QStringLiteral("new"));
        stays("a new message came");
        for (int i = 4; i <= messages; i += 4)
            f.workspace.room()->files()->pictures()->learn(id(i), picture({900, 200})); // another shape
        QTRY_VERIFY(areShown(pictures(f)));
        stays("pictures came");
    }

    void manyPicturesAreAGridOfFour() {
        Shown f;
        QList<File> files;
        for (int i = 0; i < 7; ++i)
            files.append(pictureFile(QStringLiteral("p%1").arg(i), {800, 600}));
        say(f, QStringLiteral("holiday"), files);
        f.show();
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_COMPARE(pictures(f).size(), 4);
        QVERIFY(f.says(QStringLiteral("+3")));
        for (const QQuickItem* item : pictures(f))
            QVERIFY(item->width() <= 420 && item->height() <= 320);
    }

    void otherFilesAreCards() {
        Shown f;
        File svg{QStringLiteral("s1"), QStringLiteral("logo.svg"), QStringLiteral("image/svg+xml"), 900, 100, 100, {}};
        File bad = pictureFile(QStringLiteral("broken"), {400, 300});
        say(f, {},
            {{QStringLiteral("d1"), QStringLiteral("plan.pdf"), QStringLiteral("application/pdf"), 4'200'000},
             svg,
             bad});
        f.show();
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_VERIFY(f.says(QStringLiteral("plan.pdf")));
        QVERIFY(f.says(QStringLiteral("4.2 MB")));
        QVERIFY(f.says(QStringLiteral("logo.svg")));
        QCOMPARE(pictures(f).size(), 1); // not the SVG
        QVERIFY(f.driver->find(QAccessible::Button, QStringLiteral("Save plan.pdf")));
        f.workspace.room()->files()->pictures()->learn(QStringLiteral("broken"), "\x89PNG\r\n\x1a\nbroken");
        QTRY_VERIFY(f.says(QStringLiteral("This picture can't be shown")));
    }

    /// What this system has no decoder for is a file like others, and no error.
    void aPictureWithoutADecoderIsACard() {
        Shown f;
        const auto file = [](const char* kind) {
            const QString name = QLatin1String(kind);
            return File{name, QString(u"photo." % name), QString(u"image/" % name), 1000, 400, 300, {}};
        };
        const QList<QByteArray> formats = QImageReader::supportedImageFormats();
        QVERIFY2(formats.contains("webp"), "Qt's plugin for WebP is missing");
        say(f, {}, {file("webp"), file("avif"), file("heif")});
        f.show();
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_VERIFY(f.says(QStringLiteral("photo.heif")));
        const bool hasAvif = formats.contains("avif");
        QCOMPARE(pictures(f).size(), hasAvif ? 2 : 1);
        QVERIFY(f.driver->find(QAccessible::Button, QStringLiteral("Picture photo.webp")));
        QCOMPARE(f.driver->find(QAccessible::Button, QStringLiteral("Save photo.avif")) == nullptr, hasAvif);
        QVERIFY(f.driver->find(QAccessible::Button, QStringLiteral("Save photo.heif")));
        QVERIFY(!f.says(QStringLiteral("This picture can't be shown")));
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        QVERIFY(QImage(400, 300, QImage::Format_RGB32).save(&buffer, "webp"));
        f.workspace.room()->files()->pictures()->learn(QStringLiteral("webp"), buffer.data());
        QTRY_VERIFY(areShown(pictures(f)));
    }

    void quotesAndTheRoomListNameThem() {
        Shown f;
        say(f, {}, {pictureFile(QStringLiteral("p"), {100, 100})});
        MessagePosted answer{{QStringLiteral("nice"), Seq(1)}, {}};
        f.stage.happen(f.general, f.chi, answer, UtcTime::now());
        say(f, {}, {{QStringLiteral("d1"), QStringLiteral("plan.pdf"), QStringLiteral("application/pdf"), 10}});
        f.show();
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_VERIFY(f.says(QStringLiteral("nice")));
        QTRY_COMPARE(f.at(f.timeline(), 1, "quote").toMap().value(QStringLiteral("text")).toString(),
                     QStringLiteral("Picture"));
        QVERIFY(f.says(QStringLiteral("Ben: plan.pdf"))); // the room list
    }

    void quotesShowTheirPicture() {
        Shown f;
        File photo = pictureFile(QStringLiteral("p"), {900, 600});
        photo.thumbnail = QStringLiteral("small");
        say(f, {}, {photo});
        MessagePosted answer{{QStringLiteral("nice"), Seq(1)}, {}};
        f.stage.happen(f.general, f.chi, answer, UtcTime::now());
        f.workspace.room()->files()->pictures()->learn(QStringLiteral("small"), picture({90, 60}));
        f.show();
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_VERIFY(f.rowSaying(QStringLiteral("nice")));
        const auto quoted = [&] { return itemsOf(f.rowSaying(QStringLiteral("nice")), "confab::qml::PictureItem"); };
        QTRY_COMPARE(quoted().size(), 1);
        QTRY_VERIFY(areShown(quoted()));
        QCOMPARE(quoted()[0]->width(), quoted()[0]->height());
        models::RoomComposer& composer = *f.workspace.room()->composer();
        QVERIFY(!f.says(QStringLiteral("Replying to")));
        composer.reply(1);
        QCOMPARE(composer.replyPicture(), QStringLiteral("small"));
        QTRY_VERIFY(f.says(QStringLiteral("Replying to Ben")));
        f.stage.happen(f.general, f.ben, MessageDeleted{1}, UtcTime::now());
        QTRY_VERIFY(quoted().isEmpty()); // nothing of it stays
        QCOMPARE(composer.replyPicture(), QString());
    }

    void theViewerGoesThroughThePictures() {
        Shown f;
        for (int i = 0; i < 3; ++i)
            say(f, QStringLiteral("m%1").arg(i), {pictureFile(QStringLiteral("p%1").arg(i), {800, 600})});
        f.show();
        QVERIFY(f.signIn() && f.open(f.general));
        QVERIFY(f.driver->press(QStringLiteral("Picture p1.png")));
        QTRY_VERIFY(f.driver->find(QAccessible::Dialog, QStringLiteral("Picture p1.png")));
        f.driver->key(Qt::Key_Right);
        QTRY_VERIFY(f.driver->find(QAccessible::Dialog, QStringLiteral("Picture p2.png")));
        f.driver->key(Qt::Key_Right); // it is the last
        f.driver->key(Qt::Key_Left);
        f.driver->key(Qt::Key_Left);
        QTRY_VERIFY(f.driver->find(QAccessible::Dialog, QStringLiteral("Picture p0.png")));
        QVERIFY(f.says(QStringLiteral("1 of 3")));
        f.driver->key(Qt::Key_Escape);
        QTRY_VERIFY(!f.workspace.room()->files()->gallery()->isOpen());
        f.driver->type(QStringLiteral("and on"));
        QTRY_COMPARE(f.workspace.room()->composer()->draft(), QStringLiteral("and on"));
    }

    void attachmentsStayWithTheirRoom() {
        Shown f;
        QTemporaryDir folder;
        QList<QUrl> urls;
        for (int i = 0; i < 12; ++i) {
            QFile file(folder.filePath(QStringLiteral("file %1.txt").arg(i)));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write("text") == 4);
            urls.append(QUrl::fromLocalFile(file.fileName()));
        }
        f.show();
        QVERIFY(f.signIn() && f.open(f.general));
        models::Attachments& attachments = *f.workspace.room()->files()->attachments();
        attachments.add({urls[0], QUrl(QStringLiteral("http://127.0.0.1:1/x.png"))});
        QCOMPARE(attachments.count(), 1);
        QVERIFY(f.says(QStringLiteral("Only files on this computer")));
        QTRY_VERIFY(f.says(QStringLiteral("file 0.txt")));
        QVERIFY(f.open(f.garden));
        QTRY_VERIFY(!f.says(QStringLiteral("file 0.txt")));
        QVERIFY(f.open(f.general));
        QTRY_VERIFY(f.says(QStringLiteral("file 0.txt")));
        attachments.add(urls);
        QCOMPARE(attachments.count(), limits::filesPerMessage);
        QVERIFY(f.says(QStringLiteral("10 files at most")));
        QVERIFY(f.driver->press(QStringLiteral("Remove file 0.txt")));
        QTRY_COMPARE(attachments.count(), limits::filesPerMessage - 1);
    }
};

} // namespace confab

QTEST_MAIN(confab::MessageFilesTest)
#include "tst_messagefiles.moc"
