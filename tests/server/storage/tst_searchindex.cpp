// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/search/foldedtext.h"
#include "server/storage/sql/search/grams.h"
#include "server/storage/sql/search/postings.h"
#include "tests/server/storage/sqltesting.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

using namespace confab;

namespace {

constexpr int messages = 3000;

Message messageWith(const QString& body, const QStringList& files = {}) {
    Message message;
    message.body = body;
    message.by = UserId{7};
    for (const QString& name : files) {
        if (!message.files)
            message.files.emplace();
        message.files->append(File{QStringLiteral("id"), name, QStringLiteral("image/png"), 1});
    }
    return message;
}

/// Whether the index would look at the message for the term.
bool isCandidate(const Message& message, const QString& term) {
    const std::vector<Gram> grams = gramsOf(message);
    return std::ranges::all_of(rangesOf(foldedText(term)), [&](const GramRange& range) {
        return std::ranges::any_of(grams, [&](Gram gram) { return gram >= range.first && gram <= range.last; });
    });
}

QStringList found(Storage& storage, UserId caller, const QString& term) {
    SearchQuestion question{caller, {foldedText(term)}, {}};
    question.limit = limits::foundMessages;
    QStringList texts;
    do {
        const SearchPage page = need(storage.search().find(question));
        for (const SearchHit& hit : page.hits)
            texts.append(hit.message.body);
        question.from = page.next;
    } while (question.from);
    return texts;
}

/// The other program of aKilledServerGoesOn(): indexes slice by slice until it is killed.
int indexUntilKilled(const QString& folder) {
    const auto storage = openIn(folder);
    for (;;) {
        const bool more = need(storage->search().indexSlice(RoomId{1}));
        printf(more ? "slice\n" : "done\n");
        fflush(stdout);
    }
}

} // namespace

/// The index behind the search, from inside.
class TestSearchIndex : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void eachPartOfATextIsACandidate();
    void otherTextsAreNoCandidates();
    void factsAreGrams();
    void aDeletedTextIsNotInTheFile();
    void aKilledServerGoesOn();

private:
    QString path() const { return m_folder->path(); }
    /// Whether a file of the database has these bytes.
    bool isOnDisk(const QByteArray& bytes) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSearchIndex::eachPartOfATextIsACandidate() {
    const QString text = QStringLiteral("Grüße an 北京 👍🏽 x");
    const Message message = messageWith(text, {QStringLiteral("Plan B.pdf"), QStringLiteral("z")});
    for (qsizetype from = 0; from < text.size(); ++from) {
        for (qsizetype length = 1; from + length <= text.size(); ++length) {
            const QString part = text.mid(from, length);
            if (!part.front().isLowSurrogate() && !part.back().isHighSurrogate())
                QVERIFY2(isCandidate(message, part), qPrintable(part));
        }
    }
    QVERIFY(isCandidate(message, QStringLiteral("plan b.pdf")));
    QVERIFY(isCandidate(message, QStringLiteral("DF")));
}

void TestSearchIndex::otherTextsAreNoCandidates() {
    const Message message = messageWith(QStringLiteral("abc"), {QStringLiteral("def")});
    for (const char* term : {"abd", "bcd", "cde", "cd", "xy", "fa"})
        QVERIFY2(!isCandidate(message, QString::fromLatin1(term)), term);
    QVERIFY(!isCandidate(message, QStringLiteral("京")));
    QVERIFY(rangesOf(QStringLiteral("a")).empty()); // nearly all messages have it
    Message deleted = message;
    deleted.deletedAt = at(1);
    QVERIFY(gramsOf(deleted).empty());
}

void TestSearchIndex::factsAreGrams() {
    const std::vector<Gram> plain = gramsOf(messageWith(QStringLiteral("hello")));
    QVERIFY(std::ranges::count(plain, gramOfAuthor(UserId{7})) == 1);
    QVERIFY(std::ranges::count(plain, gramOfFiles) == 0);
    const std::vector<Gram> rich = gramsOf(messageWith(QStringLiteral("http://x"), {QStringLiteral("a")}));
    for (const Gram gram : {gramOfFiles, gramOfLinks, gramOfImages})
        QVERIFY(std::ranges::count(rich, gram) == 1);
    QVERIFY(std::ranges::is_sorted(rich));
    for (const Gram gram : rich)
        QVERIFY(partOf(gram) >= 0 && partOf(gram) < gramParts);
}

bool TestSearchIndex::isOnDisk(const QByteArray& bytes) const {
    for (const QString& name : QDir(path()).entryList({QStringLiteral("confab.db*")}, QDir::Files)) {
        QFile file(QDir(path()).filePath(name));
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(bytes))
            return true;
    }
    return false;
}

/// Neither as text, nor in the index: none of its rows has a gram of it.
void TestSearchIndex::aDeletedTextIsNotInTheFile() {
    const QString text = QStringLiteral("xylophone zither");
    {
        const auto storage = openIn(path());
        const UserId ana = makeUser(*storage, QStringLiteral("Ana"));
        const RoomId room = makeRoom(*storage, ana);
        const Seq kept = send(*storage, room, ana, QStringLiteral("1"), QStringLiteral("what stays"));
        const Seq gone = send(*storage, room, ana, QStringLiteral("2"), text);
        need(storage->search().indexSlice(room));
        QCOMPARE(found(*storage, ana, QStringLiteral("zither")).size(), 1);
        need(storage->log().append({room, ana, at(5), MessageDeleted{gone}, {}, QStringLiteral("delete"), ownersOnly}));
        std::vector<Posting> left;
        need(onWriterOf<void>(*storage, [&left](SqlConnection& db) -> Status {
            Result<SqlRows> rows = db.run(QStringLiteral("SELECT data FROM search_grams"));
            while (rows && rows->next()) {
                for (const Posting& posting : decodePostings(rows->bytes(0)))
                    left.push_back(posting);
            }
            return {};
        }));
        QVERIFY(!left.empty());
        for (const Posting& posting : left)
            QCOMPARE(Seq(posting.place), kept);
    }
    QVERIFY(isOnDisk("what stays"));
    QVERIFY(!isOnDisk("zither"));
    QVERIFY(!isOnDisk("xylophone"));
}

void TestSearchIndex::aKilledServerGoesOn() {
    UserId ana;
    {
        const auto storage = openIn(path());
        ana = makeUser(*storage, QStringLiteral("Ana"));
        QCOMPARE(makeRoom(*storage, ana), RoomId{1});
        std::vector<QCoro::Task<Result<RoomLog::Appended>>> tasks;
        for (int i = 0; i < messages; ++i)
            tasks.push_back(storage->log().append(
                newMessage(RoomId{1}, ana, QString::number(i), QStringLiteral("message number %1.").arg(i))));
        for (const auto& result : askAll(std::move(tasks)))
            QVERIFY(result);
    }
    for (int kills = 0; kills < 3; ++kills) {
        QProcess other;
        other.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--index"), path()});
        QVERIFY(other.waitForReadyRead()); // a slice is done, and another one under way
        other.kill();
        QVERIFY(other.waitForFinished());
    }
    const auto storage = openIn(path());
    QVERIFY(need(storage->search().backlog()).unindexed <= messages - 3 * 512);
    QCOMPARE(found(*storage, ana, QStringLiteral("number 1234.")).size(), 1);
    while (need(storage->search().indexSlice(RoomId{1})))
        ;
    QCOMPARE(need(storage->search().backlog()).unindexed, 0);
    for (int i = 0; i < messages; i += 7)
        QCOMPARE(found(*storage, ana, QStringLiteral("number %1.").arg(i)).size(), 1);
    QCOMPARE(found(*storage, ana, QStringLiteral("message")).size(), messages);
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 3 && arguments[1] == u"--index")
        return indexUntilKilled(arguments[2]);
    TestSearchIndex test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_searchindex.moc"
