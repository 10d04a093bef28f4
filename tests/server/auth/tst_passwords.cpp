// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/auth/passwords.h"
#include "server/auth/workerpool.h"

#include <QSignalSpy>
#include <QTest>

#include <condition_variable>
#include <ctime>
#include <mutex>

using namespace confab;

namespace {

constexpr PasswordCost cheap{1, 8192};
constexpr PasswordCost other{2, 8192};

/// Holds worker threads until it is opened.
class Gate {
public:
    void pass() {
        std::unique_lock lock(m_mutex);
        ++m_arrived;
        m_changed.notify_all();
        m_changed.wait(lock, [this] { return m_open; });
    }
    void open() {
        const std::lock_guard lock(m_mutex);
        m_open = true;
        m_changed.notify_all();
    }
    void awaitArrival() {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_arrived > 0; });
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_arrived = 0;
    bool m_open = false;
};

/// The last of a test's variables: also a test that fails half-way ends, and does not hang at its gate.
struct Ending {
    Gate& gate;
    WorkerPool& pool;
    ~Ending() {
        gate.open();
        pool.stop();
    }
};

QCoro::Task<> waitAtGate(JobSink& pool, Gate& gate, std::vector<Result<int>>& results) {
    auto work = [&gate](std::monostate&) {
        gate.pass();
        return Result<int>(1);
    };
    JobAwaiter<std::monostate, int, decltype(work)> job(pool, std::move(work));
    Result<int> result = co_await job;
    results.push_back(std::move(result));
}

/// Records the caller when its hash is made, in capitals when it is refused with a retry time.
QCoro::Task<> hashFor(Passwords& passwords, HashAsker asker, QString& order) {
    const QString line = asker.line();
    const Result<QByteArray> made = co_await passwords.hash(Secret{QStringLiteral("x")}, asker);
    const bool isBusy = !made && made.error().kind == ErrorKind::ServerBusy && made.error().retryAfterMs;
    order += made ? line : isBusy ? line.toUpper() : QStringLiteral("?");
}

} // namespace

/// Hashes of passwords, and the threads that make them.
class TestPasswords : public QObject {
    Q_OBJECT

private:
    WorkerPool m_pool{1, 16};

    QByteArray hash(const QString& password, PasswordCost cost = cheap) {
        Passwords passwords(m_pool, cost);
        Result<QByteArray> made = QCoro::waitFor(passwords.hash(Secret{password}));
        return made.value_or(QByteArray());
    }
    Passwords::Check check(const QString& password, const QByteArray& hash, PasswordCost cost = cheap) {
        Passwords passwords(m_pool, cost);
        return QCoro::waitFor(passwords.check(Secret{password}, hash)).value();
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(Passwords::prepare()); }

    void aHashMatchesItsPasswordOnly() {
        const QByteArray made = hash(QStringLiteral("correct horse"));
        QVERIFY(made.startsWith("$argon2id$"));
        QVERIFY(made != hash(QStringLiteral("correct horse"))); // salted
        QVERIFY(check(QStringLiteral("correct horse"), made).matches);
        QVERIFY(!check(QStringLiteral("correct hors"), made).matches);
        QVERIFY(!check(QString(), made).matches);
        QVERIFY(!check(QStringLiteral("Correct horse"), made).matches);
    }

    void theSameKeysGiveTheSamePassword() {
        const QString composed = QString::fromUtf8("p\u00e4ssw\u00f6rd");
        const QString decomposed = QString::fromUtf8("pa\u0308sswo\u0308rd");
        QVERIFY(composed != decomposed);
        QVERIFY(check(decomposed, hash(composed)).matches);
        QVERIFY(check(composed, hash(decomposed)).matches);
    }

    void outdatedOnlyAtAnotherCost() {
        const QByteArray made = hash(QStringLiteral("correct horse"));
        QVERIFY(!check(QStringLiteral("correct horse"), made).outdated);
        QVERIFY(check(QStringLiteral("correct horse"), made, other).outdated);
        QVERIFY(check(QStringLiteral("correct horse"), made, other).matches);
        QVERIFY(!check(QStringLiteral("wrong"), made, other).outdated);
    }

    void nobodysHashNeverMatches() {
        QVERIFY(!check(QString(), {}).matches);
        QVERIFY(!check(QStringLiteral("anything"), {}).matches);
        QVERIFY(!check(QStringLiteral("anything"), {}).outdated);
        QVERIFY(!check(QStringLiteral("anything"), "garbage").matches);
    }

    /// By the processor's time, and a third of it is enough: what is no hash takes a thousandth.
    void nobodysHashIsWorkedOut() {
        const PasswordCost usual;
        const QByteArray made = hash(QStringLiteral("x"), usual);
        const auto cost = [&](const QByteArray& known) {
            const std::clock_t before = std::clock();
            check(QStringLiteral("wrong"), known, usual);
            return std::clock() - before;
        };
        const std::clock_t real = cost(made);
        const std::clock_t nobodys = cost({});
        QVERIFY2(nobodys > real / 3 && cost("garbage") < real / 3,
                 qPrintable(QStringLiteral("%1 and %2").arg(QString::number(real), QString::number(nobodys))));
    }

    void nobodysHashCostsAsMuch() {
        // The same work, counted and not timed: both wait for the pool, and a full pool refuses both alike.
        WorkerPool pool(1, 1);
        Gate gate;
        std::vector<Result<int>> results;
        const Ending ending{gate, pool};
        waitAtGate(pool, gate, results);
        gate.awaitArrival();
        waitAtGate(pool, gate, results); // fills the queue
        Passwords passwords(pool, cheap);
        const QByteArray made = *passwords.hashNow(Secret{QStringLiteral("x")});
        for (const QByteArray& known : {made, QByteArray()}) {
            const auto refused = QCoro::waitFor(passwords.check(Secret{QStringLiteral("x")}, known));
            QVERIFY(!refused);
            QCOMPARE(refused.error().kind, ErrorKind::ServerBusy);
            QVERIFY(refused.error().retryAfterMs.has_value());
        }
        gate.open();
        QTRY_COMPARE(results.size(), size_t(2));
    }

    void nothingIsLostAtTheStop() {
        Gate gate;
        std::vector<Result<int>> results;
        WorkerPool pool(1, 8);
        const Ending ending{gate, pool};
        for (int i = 0; i < 12; ++i) {
            waitAtGate(pool, gate, results);
            if (i == 0)
                gate.awaitArrival();
        }
        QCOMPARE(results.size(), size_t(3)); // one runs, eight wait, three were refused
        QCOMPARE(results[0].error().kind, ErrorKind::ServerBusy);
        gate.open();
        pool.stop(); // without the event loop
        QCOMPARE(results.size(), size_t(12));
        for (size_t i = 3; i < results.size(); ++i)
            QVERIFY(results[i] || results[i].error().kind == ErrorKind::ServerDraining);
        waitAtGate(pool, gate, results);
        QCOMPARE(results.back().error().kind, ErrorKind::ServerDraining);
    }

    /// One address that has its whole share in the queue is no reason for another one to wait.
    void addressesTakeTurns() {
        WorkerPool pool(1, 16);
        Passwords passwords(pool, cheap);
        Gate gate;
        std::vector<Result<int>> results;
        QString order;
        const Ending ending{gate, pool};
        waitAtGate(pool, gate, results);
        gate.awaitArrival();
        for (const char who : {'a', 'a', 'a', 'a', 'b', 'c', 'c'})
            hashFor(passwords, {QString(QLatin1Char(who)), {}}, order);
        for (const int person : {1, 1, 2}) // whose address says nothing
            hashFor(passwords, {{}, UserId{person}}, order);
        gate.open();
        QTRY_COMPARE(order.size(), 10);
        QCOMPARE(order, QStringLiteral("abc12ac1aa"));
    }

    /// Four addresses fill the queue with their shares: there is room for a fifth.
    void aFullQueueHasRoomForOthers() {
        WorkerPool pool(1, 8);
        Passwords passwords(pool, cheap);
        Gate gate;
        std::vector<Result<int>> results;
        QString order;
        const Ending ending{gate, pool};
        waitAtGate(pool, gate, results);
        gate.awaitArrival();
        for (const char who : {'a', 'a', 'b', 'b', 'b', 'c', 'd', 'd', 'e', 'd'})
            hashFor(passwords, {QString(QLatin1Char(who)), {}}, order);
        QCOMPARE(order, QStringLiteral("D")); // its second waits, and its third comes too late; capital: refused
        QTRY_COMPARE(order, QStringLiteral("DB"));
        QCOMPARE(pool.queue().refused, quint64(2));
        gate.open();
        QTRY_COMPARE(order.size(), 10);
        QCOMPARE(order, QStringLiteral("DBabcdeabd"));
    }

    /// A job that a worker returns neither run nor refused is an error, not uninitialised memory.
    void aJobThatComesBackUndone() {
        class Forgetter final : public JobSink {
        public:
            Status submit(Job& job) override {
                forgotten = &job;
                return {};
            }
            Job* forgotten = nullptr;
        } sink;
        Gate gate;
        std::vector<Result<int>> results;
        waitAtGate(sink, gate, results);
        sink.forgotten->resume();
        QCOMPARE(results.size(), size_t(1));
        QVERIFY(!results[0] && results[0].error().kind == ErrorKind::Internal);
    }

    void secretsAreNotPrinted() {
        QString printed;
        QDebug(&printed) << Secret{QStringLiteral("hunter2")};
        QVERIFY(!printed.contains(QStringLiteral("hunter2")));
    }
};

QTEST_GUILESS_MAIN(TestPasswords)
#include "tst_passwords.moc"
