// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/load/capacitysearch.h"
#include "tests/load/framescanner.h"
#include "tests/load/histogram.h"
#include "tests/load/procfigures.h"

#include <QTest>

#include <sys/wait.h>
#include <unistd.h>

using namespace confab::load;

/// The parts of confab-load that figures depend on.
class TestLoadTools : public QObject {
    Q_OBJECT

private:
    static std::string frame(std::string_view payload) {
        std::string bytes("\x81", 1);
        if (payload.size() < 126) {
            bytes += char(payload.size());
        } else {
            bytes += char(126);
            bytes += char(payload.size() >> 8);
            bytes += char(payload.size() & 0xff);
        }
        return bytes.append(payload);
    }

private Q_SLOTS:
    void percentilesAreRightToTheirBucket() {
        Histogram histogram;
        for (qint64 i = 1; i <= 100'000; ++i)
            histogram.record(i * 1'000);
        QCOMPARE(histogram.count(), quint64(100'000));
        QCOMPARE(histogram.max(), qint64(100'000'000));
        for (const double share : {0.5, 0.9, 0.99, 0.999}) {
            const double exact = share * 100'000'000;
            QVERIFY(double(histogram.percentile(share)) >= exact);
            QVERIFY(double(histogram.percentile(share)) <= exact * (1 + 1.0 / 64));
        }
        QCOMPARE(histogram.percentile(1), histogram.max());
    }
    void percentilesOfFewAndOfExtremes() {
        Histogram histogram;
        QCOMPARE(histogram.percentile(0.99), qint64(0));
        histogram.record(-5); // clocks don't go back, but it must not break
        histogram.record(7);
        QCOMPARE(histogram.percentile(0.5), qint64(0));
        QCOMPARE(histogram.percentile(0.99), qint64(7));
        Histogram other;
        other.record(std::numeric_limits<qint64>::max());
        histogram.add(other);
        QCOMPARE(histogram.count(), quint64(3));
        QCOMPARE(histogram.percentile(1), std::numeric_limits<qint64>::max());
    }

    /// Whatever the pieces in which it arrives, the same frames come out, whole.
    void framesAreCutAtEveryPlace() {
        const std::string longer(300, 'x');
        const std::string bytes = frame("one") + frame(longer) + frame("");
        for (size_t cut = 0; cut <= bytes.size(); ++cut) {
            FrameScanner first(std::string_view(bytes).substr(0, cut));
            std::vector<std::string> found;
            while (const auto each = first.next())
                found.emplace_back(each->payload);
            FrameScanner second(std::string_view(bytes).substr(first.taken()));
            while (const auto each = second.next())
                found.emplace_back(each->payload);
            QCOMPARE(found, (std::vector<std::string>{"one", longer, ""}));
            QVERIFY(!first.isStrange() && !second.isStrange());
        }
    }
    void maskedFramesAndPiecesAreStrange() {
        std::string masked;
        appendClientFrame(masked, Opcode::Text, "x");
        FrameScanner first(masked);
        QVERIFY(!first.next() && first.isStrange());
        FrameScanner second(std::string_view("\x01\x01x", 3));
        QVERIFY(!second.next() && second.isStrange());
    }

    /// In whatever order the server writes the members, and also when it changes from frame to frame.
    void eventsInEveryOrder() {
        const std::string body = sendCall(1, {42, 1'234'567'890'123}).substr(sendCall(1, {}).find("\"body\""));
        const std::string data = "\"data\":{" + body.substr(0, body.size() - 2) + ",\"clientId\":\"x\"}";
        const std::string head = R"({"jsonrpc":"2.0","method":"room.event","params":{)";
        NoticeReader reader;
        for (const std::string& text :
             {head + "\"room\":7,\"seq\":13,\"by\":3," + data + "}}", head + data + ",\"seq\":13,\"room\":7}}",
              head + "\"room\":7,\"seq\":13,\"by\":3," + data + "}}"}) {
            QVERIFY(reader.kind(text) == NoticeReader::Kind::Event);
            const auto event = reader.event(text);
            QVERIFY(event && event->stamp);
            QCOMPARE(event->room, qint64(7));
            QCOMPARE(event->seq, qint64(13));
            QCOMPARE(event->stamp->number, quint64(42));
            QCOMPARE(event->stamp->sentAt, qint64(1'234'567'890'123));
        }
        QVERIFY(!reader.event(head + "\"seq\":13}}"));
        const auto other = reader.event(head + R"("room":7,"seq":14,"type":"member.joined","data":{}}})");
        QVERIFY(other && !other->stamp);
    }
    void answersAndRefusals() {
        NoticeReader reader;
        const auto fine = reader.answer(R"({"jsonrpc":"2.0","id":20000017,"result":{"seq":413}})");
        QCOMPARE(fine.id, qint64(20'000'017));
        QVERIFY(!fine.refused);
        const auto busy = reader.answer(R"({"error":{"code":-32031,"data":{"kind":"server.busy"}},"id":20000018})");
        QCOMPARE(busy.id, qint64(20'000'018));
        QVERIFY(busy.refused && busy.busy);
        QVERIFY(reader.kind(R"({"jsonrpc":"2.0","id":1,"result":{}})") == NoticeReader::Kind::Answer);
        QVERIFY(reader.kind(R"({"jsonrpc":"2.0","method":"room.presence","params":{}})") ==
                NoticeReader::Kind::OtherNotice);
    }
    /// Whatever the capacity, far above or far below the first rate.
    void capacityIsFoundToItsCloseness() {
        for (const double capacity : {0.7, 100.0, 101.0, 6'543.0, 1'000'000.0}) {
            CapacitySearch search({.first = 100, .closeness = 0.05});
            while (const auto rate = search.next())
                search.note(*rate <= capacity);
            QVERIFY(search.capacity() <= capacity);
            QVERIFY(search.capacity() >= capacity / 1.06);
            QVERIFY(search.probes() < 40);
        }
    }
    /// A probe that fails once, by what else goes on in the machine, is made again.
    void oneFailureIsNoLimit() {
        CapacitySearch search({.first = 100});
        for (int probe = 0; const auto rate = search.next(); ++probe)
            search.note(*rate <= 3'000 && probe % 3 != 1);
        QVERIFY(search.capacity() >= 3'000 / 1.06 && search.capacity() <= 3'000);
    }
    void searchesEnd() {
        CapacitySearch never({.first = 100, .least = 10});
        while (never.next())
            never.note(false);
        QCOMPARE(never.capacity(), 0.0);
        CapacitySearch always({.first = 100, .most = 1'000});
        while (always.next())
            always.note(true);
        QCOMPARE(always.capacity(), 800.0);
    }
    /// A child's time counts while it runs, and when it has ended.
    void childrensTimeCounts() {
        constexpr double spent = 0.05;
        const double before = familySeconds(::getpid());
        int toParent[2] = {-1, -1};
        int toChild[2] = {-1, -1};
        QVERIFY(::pipe(toParent) == 0 && ::pipe(toChild) == 0);
        const pid_t child = ::fork();
        QVERIFY(child >= 0);
        char byte = 0;
        if (child == 0) {
            while (cpuSeconds(::getpid()) < spent)
                continue;
            const bool told = ::write(toParent[1], &byte, 1) == 1;
            ::_exit(told && ::read(toChild[0], &byte, 1) == 1 ? 0 : 1);
        }
        QCOMPARE(::read(toParent[0], &byte, 1), ssize_t(1));
        QVERIFY(familySeconds(::getpid()) - before >= spent);
        QCOMPARE(::write(toChild[1], &byte, 1), ssize_t(1));
        QCOMPARE(::waitpid(child, nullptr, 0), child);
        QVERIFY(familySeconds(::getpid()) - before >= spent - 0.02); // its hundredths are rounded down, twice
        for (const int end : {toParent[0], toParent[1], toChild[0], toChild[1]})
            ::close(end);
        QCOMPARE(familySeconds(0), 0.0);
    }
    /// Where the floor server looks for them.
    void callsHaveTheirDigitsWhereTheyAlwaysStand() {
        QCOMPARE(numberAt(sendCall(1234, {}), roomAt(sendMethod)), qint64(1234));
        QCOMPARE(numberAt(enterCall(firstEnterId, 77), roomAt(enterMethod)), qint64(77));
        QCOMPARE(numberAt(sendCall(1, {5, 6}), callHead.size()), firstMessageId + 5);
    }
};

QTEST_GUILESS_MAIN(TestLoadTools)
#include "tst_loadtools.moc"
