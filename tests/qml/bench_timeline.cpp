// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/qml/shown.h"

#include <QBuffer>
#include <QPainter>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QSignalSpy>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>

namespace confab {

using test::Shown;

namespace {

constexpr double frameMs = 16.7; // of a screen that shows sixty a second

/// Of this thread, which lays out, fills and paints the window when it is painted by software.
double threadMs() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1000 + double(time.tv_nsec) / 1e6;
}

QByteArray photo(int number) {
    QImage image(800, 600, QImage::Format_RGB32);
    image.fill(QColor::fromHsv(number * 37 % 360, 120, 200));
    QPainter painter(&image);
    for (int i = 0; i < 40; ++i)
        painter.fillRect(i * 20, (i * i * 7 + number * 11) % 500, 60, 90, QColor::fromHsv(i * 9 % 360, 160, 220));
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "jpeg", 80);
    return bytes;
}

} // namespace

/// Prints what a frame costs while a long conversation is scrolled from its end to its start and back, beside an empty
/// list, and by how much the line that is read moves while pages come in and others are let go. CONFAB_MESSAGES
/// (100,000) and CONFAB_STEP (400 pixels a frame, which is 24,000 a second) change the way.
class TimelineBench : public QObject {
    Q_OBJECT
private:
    static constexpr int photos = 100;
    const int m_messages =
        qEnvironmentVariableIsSet("CONFAB_MESSAGES") ? qEnvironmentVariableIntValue("CONFAB_MESSAGES") : 100'000;
    const double m_step = qEnvironmentVariableIsSet("CONFAB_STEP") ? qEnvironmentVariableIntValue("CONFAB_STEP") : 400;

    /// Every tenth message has a picture, every seventh answers, every fifth has reactions; texts as people write them.
    static Message message(const Shown& f, Seq seq) {
        static const QStringList texts{
            QStringLiteral("An ordinary line, number %1, as people write them all day."),
            QStringLiteral("ok"),
            QStringLiteral("See https://example.org/%1 for what *people* write all day."),
            QStringLiteral(
                "Number %1: a longer message that goes on for several lines of the window, because somebody had "
                "more to say than fits into one, and said it in one breath, without a list and without code."),
            QStringLiteral("> number %1\n\nwith `code`:\n```\nint x;\n```"),
            QStringLiteral("Done 🎉"),
        };
        Message one;
        one.room = f.general;
        one.seq = seq;
        one.by = seq / 4 % 3 ? f.ben : f.chi;
        one.at = UtcTime{1'700'000'000'000 + seq * 20'000};
        one.body =
            texts[seq % texts.size()].contains(u'%') ? texts[seq % texts.size()].arg(seq) : texts[seq % texts.size()];
        if (seq % 7 == 0)
            one.replyTo = seq - 5;
        if (seq % 5 == 0)
            one.reactions = QList<Reaction>{{QStringLiteral("👍"), 3, false}, {QStringLiteral("🎉"), 1, true}};
        if (seq % 10 == 0) {
            const QString id = QStringLiteral("photo%1").arg(seq / 10 % photos);
            one.files =
                QList<File>{File{id, QString(id % u".jpeg"), QStringLiteral("image/jpeg"), 60'000, 800, 600, {}}};
        }
        return one;
    }

    HistoryPage page(const Shown& f, const RoomHistory& asked) const {
        const int limit = asked.limit.value_or(limits::defaultPage);
        Seq newest = asked.before.value_or(m_messages + 1) - 1;
        if (asked.after)
            newest = std::min<Seq>(m_messages, *asked.after + limit);
        else if (asked.around)
            newest = std::min<Seq>(m_messages, *asked.around + limit / 2 - 1);
        const Seq oldest = std::max<Seq>(asked.after ? *asked.after + 1 : 1, newest - limit + 1);
        HistoryPage found;
        for (Seq seq = newest; seq >= oldest; --seq)
            found.messages.append(message(f, seq));
        found.more = asked.after ? newest < m_messages : oldest > 1;
        found.users = {{f.ben, QStringLiteral("Ben"), {}}, {f.chi, QStringLiteral("Chi"), {}}};
        found.asOf = m_messages;
        return found;
    }

    EventsPage events(const Shown& f, const RoomEvents& asked) const {
        EventsPage found;
        const Seq last = std::min<Seq>(m_messages, asked.after + asked.limit.value_or(limits::defaultPage));
        for (Seq seq = asked.after + 1; seq <= last; ++seq) {
            const Message one = message(f, seq);
            found.events.append(Event{one.room, seq, one.by, one.at, MessagePosted{one, QString::number(seq)}});
        }
        found.more = last < m_messages;
        return found;
    }

    std::optional<Result<Answer>> answer(const Shown& f, const Request& request) const {
        if (const auto* log = std::get_if<RoomEvents>(&request))
            return events(f, *log);
        if (const auto* history = std::get_if<RoomHistory>(&request))
            return page(f, *history);
        if (const auto* get = std::get_if<MessageGet>(&request)) {
            MessagesAnswer found{{}, {}, m_messages};
            for (const Seq seq : get->seqs)
                found.messages.append(message(f, seq));
            return found;
        }
        return std::nullopt;
    }

    /// Moves, and waits until that is painted. Returns the processor time of this thread meanwhile.
    static double frame(QQuickWindow& window, const std::function<void()>& move) {
        QSignalSpy frames(&window, &QQuickWindow::frameSwapped);
        const double before = threadMs();
        // As a wheel does, in an event: rows that are let go outside of one are not deleted before the program ends.
        QMetaObject::invokeMethod(
            &window,
            [&] {
                move();
                window.update();
            },
            Qt::QueuedConnection);
        while (frames.isEmpty())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        return threadMs() - before;
    }

    static void print(const char* what, std::vector<double> times) {
        if (times.empty())
            return;
        std::sort(times.begin(), times.end());
        const auto at = [&](double share) { return times[size_t(double(times.size() - 1) * share)]; };
        const auto within = std::upper_bound(times.begin(), times.end(), frameMs) - times.begin();
        std::printf(
            "%-28s %6zu frames: median %5.1f, 90 %% %5.1f, 99 %% %5.1f, longest %6.1f ms; %.2f %% within %.1f ms\n",
            what, times.size(), at(0.5), at(0.9), at(0.99), times.back(), 100.0 * double(within) / double(times.size()),
            frameMs);
        std::fflush(stdout);
    }

    /// The message in the middle of the view, and where that is on the screen. By its number: a list makes its rows
    /// anew when it is told to go to one.
    class Line {
    public:
        explicit Line(Shown& f) : m_list(f.timelineList()), m_timeline(f.timeline()) {
            const double middle = m_list->property("contentY").toDouble() + m_list->height() / 2;
            for (int row = 0; row < m_timeline.rowCount() && m_seq == 0; ++row) {
                const QQuickItem* item = itemAt(row);
                if (item && item->y() <= middle && middle < item->y() + item->height())
                    m_seq = m_timeline.seqAt(row);
            }
            m_y = place();
        }
        double moved() const { return m_seq != 0 ? std::abs(place() - m_y) : 0; }

    private:
        QQuickItem* itemAt(int row) const {
            QQuickItem* item = nullptr;
            QMetaObject::invokeMethod(m_list, "itemAtIndex", Q_RETURN_ARG(QQuickItem*, item), Q_ARG(int, row));
            return item;
        }
        double place() const {
            for (int row = 0; row < m_timeline.rowCount(); ++row) {
                if (m_timeline.seqAt(row) != m_seq)
                    continue;
                const QQuickItem* item = itemAt(row);
                return item ? item->y() - m_list->property("contentY").toDouble() : 1e6; // gone: as far as can be
            }
            return 1e6;
        }

        QQuickItem* const m_list;
        const models::TimelineModel& m_timeline;
        double m_seq = 0;
        double m_y = 0;
    };
    struct Way {
        std::vector<double> times; // of frames in which it moved
        double moved = 0;          // the line that is read, at most, without being told to
        int rowsMost = 0;
    };

    /// By steps, until it can't go on.
    Way scroll(Shown& f, double step, const std::function<bool()>& isThere) const {
        QQuickItem* list = f.timelineList();
        Way way;
        int still = 0; // frames in which it did not move: it waits for a page, or is at the end
        while (!isThere() && still < 500) {
            const double y = list->property("contentY").toDouble();
            std::optional<Line> line;
            const double time = frame(*f.window, [&] {
                QMetaObject::invokeMethod(list, "scrollBy", Q_ARG(double, step));
                line.emplace(f);
            });
            way.moved = std::max(way.moved, line->moved());
            way.rowsMost = std::max(way.rowsMost, f.timeline().rowCount());
            still = list->property("contentY").toDouble() == y ? still + 1 : 0;
            if (still == 0)
                way.times.push_back(time);
        }
        return way;
    }

    static void print(const char* what, const Way& way) {
        print(what, way.times);
        std::printf("    the line that is read moved by %.1f px at most; at most %d rows were loaded\n", way.moved,
                    way.rowsMost);
        std::fflush(stdout);
    }

private Q_SLOTS:
    void initTestCase() {
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
        desktop::prepareProgram();
    }

    void anEmptyList() {
        QQmlEngine engine;
        QQuickWindow window;
        window.resize(1200, 780);
        QQmlComponent component(&engine);
        component.setData(
            "import QtQuick\nListView { width: 1200; height: 780; model: 100000; delegate: Item { height: 70 } }", {});
        const std::unique_ptr<QObject> root(component.create());
        auto* list = qobject_cast<QQuickItem*>(root.get());
        QVERIFY(list);
        list->setParentItem(window.contentItem());
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        std::vector<double> times;
        for (int i = 0; i < 2000; ++i)
            times.push_back(frame(window, [&] { list->setProperty("contentY", i * m_step); }));
        print("an empty list", times);
    }

    void theTimeline() {
        Shown f;
        f.stage.setExceptions([this, &f](const Request& request) { return answer(f, request); });
        Room& room = f.stage.room(f.general);
        room.lastSeq = room.readSeq = m_messages;
        room.lastMessage = message(f, m_messages);
        for (int i = 0; i < photos; ++i)
            f.workspace.room()->files()->pictures()->learn(QStringLiteral("photo%1").arg(i), photo(i));
        f.show();
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_VERIFY(f.timelineList() && f.timelineList()->property("placed").toBool());
        models::RoomView& view = *f.workspace.room()->view();

        const auto isAtStart = [&] {
            return f.timeline().seqAt(f.timeline().rowCount() - 1) == 1 &&
                   f.timelineList()->property("atYBeginning").toBool();
        };
        print("from the end to the start", scroll(f, -m_step, isAtStart));
        QCOMPARE(f.timeline().seqAt(f.timeline().rowCount() - 1), 1.0);
        print("from the start to the end",
              scroll(f, m_step, [&] { return view.isAtNewest() && !f.timeline().hasNewer(); }));
        QTRY_COMPARE(f.timeline().seqAt(0), double(m_messages));
    }
};

} // namespace confab

int main(int argc, char** argv) {
    qputenv("QTEST_FUNCTION_TIMEOUT", "3600000"); // ms; Qt Test ends a function after five minutes
    QGuiApplication app(argc, argv);
    confab::TimelineBench bench;
    return QTest::qExec(&bench, argc, argv);
}
#include "bench_timeline.moc"
