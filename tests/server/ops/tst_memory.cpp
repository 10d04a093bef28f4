// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/ops/memory.h"

#include <QTest>

#include <vector>

using namespace confab;
using namespace std::chrono_literals;

/// When memory is given back to the system.
class TestMemory : public QObject {
    Q_OBJECT

private:
    static constexpr qint64 MiB = 1024 * 1024;

    /// The next look's figures: so much memory, and so much work since the last one.
    ProcessUse next(qint64 mebibytes, std::chrono::microseconds work = 1ms) {
        m_use.residentBytes = mebibytes * MiB;
        m_use.cpuTime += work;
        m_use.at += 5s;
        return m_use;
    }
    ProcessUse m_use;

private Q_SLOTS:
    void afterAPeak() {
        MemoryTrim trim;
        QVERIFY(!trim.isDue(next(50))); // the first look
        QVERIFY(!trim.isDue(next(60)));
        QVERIFY(!trim.isDue(next(250, 4s))); // busy
        QVERIFY(!trim.isDue(next(250, 300ms)));
        QVERIFY(trim.isDue(next(250)));
        trim.trimmed(70 * MiB);
        QVERIFY(!trim.isDue(next(70)));
        QVERIFY(!trim.isDue(next(85)));
        QVERIFY(trim.isDue(next(87)));
    }

    /// Memory in use can't be given back, and is not retried again and again.
    void whatIsInUse() {
        MemoryTrim trim;
        QVERIFY(!trim.isDue(next(50)));
        QVERIFY(trim.isDue(next(250)));
        trim.trimmed(249 * MiB);
        for (int i = 0; i < 10; ++i)
            QVERIFY(!trim.isDue(next(250)));
        QVERIFY(!trim.isDue(next(100))); // freed without help
        QVERIFY(trim.isDue(next(120)));  // and grown again
    }

    /// The real allocator: what was freed between what stays is with the system again.
    void theProcessShrinks() {
#if !defined(__GLIBC__) || defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("needs glibc's allocator");
#endif
        const auto resident = [] { return ProcessUse::now()->residentBytes; };
        MemoryTrim trim;
        trim.look();
        const qint64 before = resident();
        std::vector<std::unique_ptr<char[]>> blocks;
        for (qint64 i = 0; i < 64 * MiB / 4096; ++i) {
            blocks.push_back(std::make_unique<char[]>(4096));
            std::fill_n(blocks.back().get(), 4096, 'x');
        }
        const auto last = std::make_unique<char[]>(4096); // keeps the heap from shrinking by itself
        blocks.clear();
        QVERIFY(resident() - before > 48 * MiB);
        QTRY_VERIFY2((trim.look(), resident() - before < 16 * MiB), QByteArray::number(resident() - before));
    }
};

QTEST_GUILESS_MAIN(TestMemory)
#include "tst_memory.moc"
