// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/workspace.h"
#include "tests/qml/driver.h"
#include "tests/qml/scenes.h"

#include <QBuffer>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QPainterPath>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <algorithm>
#include <cmath>

namespace confab::test {

namespace {

constexpr QSize wide{1200, 780};
constexpr QSize narrow{480, 780};
constexpr RoomId walk{1};
constexpr UserId ana{1}, ben{2}, chi{3};

/// An evening by the sea; `hue` and `seed` make it another one.
QByteArray view(QSize size, int hue, int seed) {
    QImage image(size, QImage::Format_RGB32);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    QLinearGradient sky(0, 0, 0, size.height() * 0.6);
    sky.setColorAt(0, QColor::fromHsv(hue, 120, 190));
    sky.setColorAt(1, QColor::fromHsv((hue + 320) % 360, 70, 250));
    painter.fillRect(image.rect(), sky);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(255, 236, 190));
    const double sun = size.height() * 0.09;
    painter.drawEllipse(QPointF(size.width() * (0.3 + 0.1 * (seed % 5)), size.height() * 0.42), sun, sun);
    for (int ridge = 0; ridge < 3; ++ridge) {
        QPainterPath hills(QPointF(0, size.height()));
        for (int x = 0; x <= size.width(); x += 8) {
            const double wave = std::sin(x * (0.006 + 0.003 * ridge) * 600 / size.width() + seed + ridge * 2);
            hills.lineTo(x, size.height() * (0.52 + 0.13 * ridge - 0.06 * wave));
        }
        hills.lineTo(size.width(), size.height());
        painter.setBrush(QColor::fromHsv((hue + 20 * ridge) % 360, 110 + 30 * ridge, 150 - 38 * ridge));
        painter.drawPath(hills);
    }
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "jpeg", 88);
    return bytes;
}

struct Picture {
    const char* id;
    QSize size;
    int hue;
};
const Picture harbour{"harbour", {1600, 1000}, 210};
const Picture tower{"tower", {900, 1400}, 30};
const Picture walkers[] = {{"w0", {1200, 900}, 180},  {"w1", {900, 1200}, 260}, {"w2", {1200, 800}, 20},
                           {"w3", {1000, 1000}, 120}, {"w4", {1200, 900}, 60},  {"w5", {1200, 900}, 300}};

File fileOf(const Picture& picture) {
    const QString id = QString::fromLatin1(picture.id);
    return {id, id % u".jpg", QStringLiteral("image/jpeg"), 2'431'000, picture.size.width(), picture.size.height(), {}};
}

void conversation(Stage& stage) {
    for (const char16_t* name : {u"Ana Moreno", u"Ben Okafor", u"Chi Nguyen", u"Dara Lindqvist"})
        stage.addUser(QString::fromUtf16(name));
    stage.addRoom(QStringLiteral("Harbour walk"), QStringLiteral("Sundays at eleven"), 3);
    const qint64 now = UtcTime::now().ms;
    const auto say = [&](UserId by, int minutes, const QString& text, const QList<File>& files = {}) {
        MessagePosted posted{{text}, {}};
        if (!files.isEmpty())
            posted.files = files;
        stage.happen(walk, by, posted, UtcTime{now - qint64(minutes) * 60'000});
    };
    say(ben, 58, QStringLiteral("The light was unreal tonight."), {fileOf(harbour)});
    say(chi, 55, QStringLiteral("Oh! I was on the other side."));
    QList<File> several;
    for (const Picture& picture : walkers)
        several.append(fileOf(picture));
    say(chi, 54, {}, several);
    say(ana, 41, QStringLiteral("Route and tide table for Sunday, and the song of the ferry 🎶"),
        {{QStringLiteral("d1"), QStringLiteral("Harbour walk, route with all stops and the way back, final.pdf"),
          QStringLiteral("application/pdf"), 482'130},
         {QStringLiteral("d2"), QStringLiteral("ferry.mp3"), QStringLiteral("audio/mpeg"), 4'218'000}});
    MessagePosted answer{{QStringLiteral("That one goes on the wall."), Seq(1)}, {}};
    stage.happen(walk, ana, answer, UtcTime{now - 12 * 60'000});
    stage.markRead(walk, 0);
}

void portrait(Stage& stage) {
    conversation(stage);
    MessagePosted posted{{QStringLiteral("And the tower, before they close it")}, {}};
    posted.files = QList<File>{fileOf(tower)};
    stage.happen(walk, ben, posted, UtcTime{UtcTime::now().ms - 60'000});
    stage.markRead(walk, 0);
}

QList<QQuickItem*> picturesIn(QQuickItem* item) {
    QList<QQuickItem*> found;
    if (item->inherits("confab::qml::PictureItem") && item->isVisible())
        found.append(item);
    for (QQuickItem* child : item->childItems())
        found += picturesIn(child);
    return found;
}

/// Pictures are decoded by threads. There is one window.
void waitForPictures() {
    auto* window = qobject_cast<QQuickWindow*>(QGuiApplication::topLevelWindows().value(0));
    const bool areShown = QTest::qWaitFor(
        [&] {
            const QList<QQuickItem*> pictures = picturesIn(window->contentItem());
            return !pictures.isEmpty() && std::ranges::all_of(pictures, [](const QQuickItem* picture) {
                return picture->property("shown").toBool();
            });
        },
        20000);
    if (!areShown)
        qWarning("waited in vain for the pictures");
}

void open(const Scene::Actors& actors) {
    actors.workspace.signIn()->signIn(actors.stage.url().toString(), QStringLiteral("ana@example.org"),
                                      QStringLiteral("correct horse"));
    if (!QTest::qWaitFor([&] { return actors.workspace.connection()->isOnline(); }, 20000))
        qFatal("can't sign in");
    models::PictureStore& store = *actors.workspace.room()->files()->pictures();
    int seed = 0;
    for (const Picture& picture : {harbour, tower})
        store.learn(QString::fromLatin1(picture.id), view(picture.size, picture.hue, ++seed));
    for (const Picture& picture : walkers)
        store.learn(QString::fromLatin1(picture.id), view(picture.size, picture.hue, ++seed));
    actors.workspace.room()->open(double(walk.value));
    if (!QTest::qWaitFor([&] { return actors.workspace.room()->timeline()->rowCount() > 0; }, 10000))
        qWarning("waited in vain for the timeline");
    waitForPictures();
}

void scrolledUp(const Scene::Actors& actors) {
    open(actors);
    actors.workspace.room()->view()->goToOldest();
    waitForPictures();
}

void attach(const Scene::Actors& actors) {
    open(actors);
    static const QTemporaryDir folder; // until the program ends, since the tray names its files
    const auto write = [&](const char* name, const QByteArray& bytes) {
        QFile file(folder.filePath(QString::fromLatin1(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) < 0)
            qFatal("can't write %s", name);
        return QUrl::fromLocalFile(file.fileName());
    };
    actors.workspace.room()->files()->attachments()->add(
        {write("Evening at the quay.jpg", view({800, 600}, 200, 3)),
         write("Minutes of the last meeting, corrected by Dara, version 7.odt", "minutes"),
         write("tides.csv", "hour,height\n")});
    if (!QTest::qWaitFor([&] { return actors.workspace.room()->files()->attachments()->count() == 3; }, 20000))
        qWarning("waited in vain for the tray");
    actors.driver.type(QStringLiteral("For Sunday:"));
}

} // namespace

std::vector<Scene> withFiles(std::vector<Scene> scenes) {
    scenes.push_back({QStringLiteral("files"), wide, conversation, open});
    scenes.push_back({QStringLiteral("files-above"), wide, conversation, scrolledUp});
    scenes.push_back({QStringLiteral("files-narrow"), narrow, portrait, open});
    scenes.push_back({QStringLiteral("files-large-text"), narrow, conversation, open, 2});
    scenes.push_back({QStringLiteral("tray"), wide, conversation, attach});
    scenes.push_back({QStringLiteral("tray-narrow"), narrow, conversation, attach});
    scenes.push_back({QStringLiteral("viewer"), wide, conversation, [](const Scene::Actors& actors) {
                          open(actors);
                          actors.workspace.room()->files()->gallery()->show(QStringLiteral("w0"));
                          waitForPictures();
                      }});
    return scenes;
}

} // namespace confab::test
