// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/import/limits.h"
#include "server/import/opensource.h"
#include "server/import/zipfolder.h"
#include "tests/support/zipwriter.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace confab;
using namespace confab::imported;
using confab::test::ZipWriter;

namespace {

const QString fixture = QStringLiteral(CONFAB_FIXTURES "/slack");
const QString mattermost = QStringLiteral(CONFAB_FIXTURES "/mattermost");

/// How many changes of a single byte make another text of what `open` reads. The address sanitizer watches it.
template <class Open>
int noticedChanges(const QByteArray& whole, const Open& open) {
    const QString honest = open(whole);
    int found = 0;
    for (qsizetype at = 0; at < whole.size(); at += 13) {
        QByteArray bytes = whole;
        bytes[at] = char(bytes[at] ^ 0x55);
        found += open(bytes) == honest ? 0 : 1;
    }
    return found;
}

/// All events of all rooms as text, and the bytes of their files.
QStringList contentOf(Source& source) {
    QStringList lines;
    Sink sink;
    sink.person = [&lines](const Person& person) -> Status {
        lines.append(QString(person.key % person.name));
        return {};
    };
    sink.event = [&](const imported::Event& event) -> Status {
        QString line = QStringLiteral("%1 %2").arg(event.event.seq).arg(event.event.at.ms);
        if (const auto* posted = std::get_if<MessagePosted>(&event.event.data)) {
            line += posted->body;
            for (const File& file : posted->files.value_or(QList<File>())) {
                const auto place = source.place(file.id);
                const auto bytes = place ? place->open() : Result<std::unique_ptr<QIODevice>>(nullptr);
                line += file.name + QString::fromUtf8(bytes && *bytes ? (*bytes)->readAll() : QByteArray("(none)"));
            }
        }
        lines.append(line);
        return {};
    };
    for (qsizetype room = 0; room < source.rooms().size(); ++room) {
        lines.append(source.rooms()[room].key);
        if (const Status read = source.read(room, sink); !read)
            lines.append(QString(u"! " % read.error().message));
    }
    return lines;
}

} // namespace

/// Archives of Slack and Mattermost, honest and hostile.
class TestImportZip : public QObject {
    Q_OBJECT

private:
    QString path() const { return m_folder->filePath(QStringLiteral("export.zip")); }
    /// Empty: it was taken.
    QString whyNot(const ZipWriter& zip, Expected expected = Expected::Slack) const {
        if (!zip.write(path()))
            return QStringLiteral("(not written)");
        const auto source = openSource(path(), {}, expected);
        return source ? QString() : source.error().message;
    }
    /// The smallest export, with one more file.
    static ZipWriter with(const ZipWriter::Entry& entry) {
        ZipWriter zip;
        zip.add("users.json", "[{\"id\":\"U1\",\"name\":\"ana\"}]");
        zip.add("channels.json", "[{\"id\":\"C1\",\"name\":\"general\",\"members\":[\"U1\"]}]");
        zip.add(entry);
        return zip;
    }

    QTemporaryDir m_temporary;
    std::unique_ptr<QTemporaryDir> m_folder;

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void initTestCase();
    void isReadLikeTheFolder_data();
    void isReadLikeTheFolder();
    void namesLeadNowhere();
    void bombsAreRefused();
    void noFileIsLargerThanItsArchiveSays();
    void damageIsSaid();
    void othersAreNamed();
    void leavesNothingOnTheDisk();
    void mattermostsIsReadLikeTheFolder_data();
    void mattermostsIsReadLikeTheFolder();
    void mattermostsIsBoundedToo();
    void mattermostsDamageIsSaid();
    void linksLeadNowhere();
};

/// Temporary files go where a test can look.
void TestImportZip::initTestCase() {
    QVERIFY(m_temporary.isValid() && qputenv("TMPDIR", QFile::encodeName(m_temporary.path())));
}

void TestImportZip::isReadLikeTheFolder_data() {
    QTest::addColumn<QByteArray>("before");
    QTest::newRow("as Slack makes it") << QByteArray();
    QTest::newRow("packed again with its folder") << QByteArray("crew export/");
}

void TestImportZip::isReadLikeTheFolder() {
    QFETCH(QByteArray, before);
    ZipWriter zip;
    zip.addFolder(fixture, before);
    zip.add("__MACOSX/._users.json", "of macOS");
    QVERIFY(zip.write(path()));
    const auto folder = openSource(fixture, {});
    const auto archive = openSource(path(), {}, Expected::Slack);
    QVERIFY2(folder.has_value(), "no fixture");
    QVERIFY2(archive.has_value(), archive ? "" : qPrintable(archive.error().message));
    const QStringList expected = contentOf(**folder);
    QVERIFY(expected.size() > 15);
    QVERIFY(expected.join(u'\n').contains(QStringLiteral("plan.txtthe plan of Slack")));
    QCOMPARE(contentOf(**archive), expected);
    QCOMPARE((*archive)->people().size(), (*folder)->people().size());
    QCOMPARE((*archive)->notes(), (*folder)->notes());
}

void TestImportZip::namesLeadNowhere() {
    for (const char* name : {"../users.json", "general/../../etc/cron.d/x", "/etc/passwd", "general//x", "./x", "..",
                             "C:\\x", "C:/x", "general\\..\\x", "general/a\nb", "general/.."}) {
        const QString why = whyNot(with(ZipWriter::entry(name, "[]")));
        QVERIFY2(why.contains(QStringLiteral("a name that is none")), name);
    }
    const QString why = whyNot(with(ZipWriter::entry("users.json", "[]")));
    QVERIFY2(why.contains(QStringLiteral("damaged archive, or none")), qPrintable(why)); // libzip's checks find it
    QCOMPARE(whyNot(with(ZipWriter::entry("general/2024-01-02..json", "[]"))), QString());
}

/// By what the archive says, before anything of it is read.
void TestImportZip::bombsAreRefused() {
    ZipWriter::Entry huge = ZipWriter::entry("general/2024-01-02.json", QByteArray(100'000, ' '));
    huge.size = 0xfffffff0; // it would become 4 GiB
    const QString grows = whyNot(with(huge));
    QVERIFY2(grows.contains(QStringLiteral("which no export does")), qPrintable(grows));

    ZipWriter many = with(ZipWriter::entry("general/0.json", QByteArray(1'000'000, ' ')));
    ZipWriter::Entry again = ZipWriter::entry("general/0.json", QByteArray(1'000'000, ' '));
    again.isAgain = true; // the same bytes as one file and as another: what "better zip bombs" do
    for (int i = 1; i < 500; ++i) {
        again.name = "general/" + QByteArray::number(i) + ".json";
        many.add(again);
    }
    const QString overlaps = whyNot(many);
    QVERIFY2(!overlaps.isEmpty(), "the same bytes counted many times");
}

/// What is packed is more than its head says.
void TestImportZip::noFileIsLargerThanItsArchiveSays() {
    ZipWriter::Entry day = ZipWriter::entry("general/2024-01-02.json", '[' + QByteArray(10'000'000, ' ') + ']');
    day.size = 1000;
    QVERIFY(with(day).write(path()));
    const auto folder = ZipFolder::open(path());
    QVERIFY2(folder.has_value(), folder ? "" : qPrintable(folder.error().message));
    const auto file = (*folder)->openFile(QStringLiteral("general/2024-01-02.json"));
    QVERIFY(file.has_value());
    qint64 all = 0;
    for (qint64 got = 0; (got = (*file)->read(65536).size()) > 0;)
        all += got;
    QVERIFY2(all < 200'000, qPrintable(QString::number(all)));
    const auto source = openSource(path(), {}, Expected::Slack);
    QVERIFY(source.has_value());
    const QStringList lines = contentOf(**source);
    QVERIFY2(lines.last().startsWith(u"! ") && lines.last().contains(QStringLiteral("2024-01-02.json")),
             qPrintable(lines.last()));
    ZipWriter::Entry document = ZipWriter::entry("general/2024-01-02.json", "[]");
    document.size = quint32(limits::importedDocumentBytes) + 1; // more than is read at once
    QVERIFY(with(document).write(path()));
    const auto tooLong = openSource(path(), {}, Expected::Slack);
    QVERIFY(tooLong.has_value());
    QVERIFY(contentOf(**tooLong).last().contains(QStringLiteral("larger than 256 MiB")));
}

void TestImportZip::damageIsSaid() {
    ZipWriter zip;
    zip.addFolder(fixture);
    const QByteArray whole = zip.bytes();
    const auto open = [this](const QByteArray& bytes) {
        QFile file(path());
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
            return QStringLiteral("(not written)");
        file.close();
        const auto source = openSource(path(), {}, Expected::Slack);
        return source ? contentOf(**source).join(u'\n') : source.error().message;
    };
    for (const qsizetype length : {qsizetype(4), whole.size() / 3, whole.size() - 30, whole.size() - 1}) {
        const QString said = open(whole.first(length));
        QVERIFY2(said.contains(QStringLiteral("damaged archive")), qPrintable(said));
    }
    // No byte that changes breaks more than the reading; under the address sanitizer nothing is read beside it either.
    const int found = noticedChanges(whole, open);
    QVERIFY2(found > 100, qPrintable(QString::number(found)));
}

void TestImportZip::othersAreNamed() {
    ZipWriter::Entry secret = ZipWriter::entry("general/2024-01-02.json", "[]");
    secret.flags = 0x801;
    const QString password = whyNot(with(secret));
    QVERIFY2(password.contains(QStringLiteral("with a password")), qPrintable(password));
    ZipWriter::Entry bzip = ZipWriter::entry("general/2024-01-02.json", "[]");
    bzip.method = 12;
    const QString method = whyNot(with(bzip));
    QVERIFY2(method.contains(QStringLiteral("a way of packing")), qPrintable(method));
    ZipWriter other;
    other.add("import.jsonl", "{\"type\":\"version\",\"version\":1}\n");
    QVERIFY(whyNot(other).contains(QStringLiteral("unpack it first")));
    ZipWriter empty;
    for (const Expected expected : {Expected::Slack, Expected::Mattermost, Expected::Any})
        QVERIFY(whyNot(empty, expected).contains(QStringLiteral("unpack it first")));
    ZipWriter own; // of confabd export, which makes no archives
    own.add("general.jsonl", "{\"export\":{}}\n");
    QVERIFY(whyNot(own, Expected::Any).contains(QStringLiteral("no export of Slack or Mattermost")));
    ZipWriter slack;
    slack.addFolder(fixture);
    QVERIFY(whyNot(slack, Expected::Mattermost).contains(QStringLiteral("no export of Mattermost")));
    QCOMPARE(whyNot(slack, Expected::Any), QString());
    const auto folder = openSource(m_folder->path(), {}, Expected::Slack);
    QVERIFY(!folder && folder.error().message.contains(QStringLiteral("no export of Slack")));
}

void TestImportZip::leavesNothingOnTheDisk() {
    ZipWriter zip;
    zip.addFolder(fixture);
    QVERIFY(zip.write(path()));
    {
        const auto source = openSource(path(), {}, Expected::Slack);
        QVERIFY(source.has_value());
        contentOf(**source);
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 QStringList{QStringLiteral("export.zip")});
    }
}

void TestImportZip::mattermostsIsReadLikeTheFolder_data() {
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<bool>("isStreamed");
    QTest::newRow("as Mattermost makes it") << QByteArray() << true;
    QTest::newRow("packed again") << QByteArray() << false;
    QTest::newRow("packed again with its folder") << QByteArray("crew export/") << false;
}

void TestImportZip::mattermostsIsReadLikeTheFolder() {
    QFETCH(QByteArray, before);
    QFETCH(bool, isStreamed);
    ZipWriter zip;
    zip.addFolder(mattermost, before, isStreamed);
    QVERIFY(zip.write(path()));
    for (const Expected expected : {Expected::Mattermost, Expected::Any}) {
        const auto folder = openSource(mattermost, {}, expected);
        QVERIFY2(folder.has_value(), "no fixture");
        const auto archive = openSource(path(), {}, expected);
        QVERIFY2(archive.has_value(), archive ? "" : qPrintable(archive.error().message));
        const QStringList lines = contentOf(**archive);
        QVERIFY(lines.size() > 10);
        QVERIFY2(lines.join(u'\n').contains(QStringLiteral("plan.txtthe plan of Mattermost")),
                 qPrintable(lines.join(u'\n')));
        QCOMPARE(contentOf(**folder), lines);
        QStringList again = lines;
        again.removeOne(QStringLiteral("mattermost:strangerstranger")); // who is told of once
        QCOMPARE(contentOf(**archive), again);                          // each room as often as needed
        QCOMPARE((*archive)->people().size(), (*folder)->people().size());
        const QDir::Filters all = QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot;
        const QStringList own{QDir(m_folder->path()).dirName()};
        QCOMPARE(QDir(m_temporary.path()).entryList(all), own); // nothing else, not even while it is read
    }
}

/// What is unpacked is no larger than the archive says, and no archive says more than limits.h allows.
void TestImportZip::mattermostsIsBoundedToo() {
    ZipWriter::Entry huge = ZipWriter::entry("import.jsonl", QByteArray(100'000, ' '));
    huge.size = 0xfffffff0;
    ZipWriter bomb;
    bomb.add(huge);
    const QString grows = whyNot(bomb, Expected::Mattermost);
    QVERIFY2(grows.contains(QStringLiteral("which no export does")), qPrintable(grows));

    ZipWriter::Entry more = ZipWriter::entry("import.jsonl", QByteArray(10'000'000, '\n'));
    more.size = 1000;
    ZipWriter liar;
    liar.add(more);
    const QString lies = whyNot(liar, Expected::Mattermost);
    QVERIFY2(lies.contains(QStringLiteral("export.zip/import.jsonl: can't be read")), qPrintable(lies));

    for (const char* name : {"../import.jsonl", "data/../../x", "/etc/passwd"}) {
        ZipWriter zip;
        zip.addFolder(mattermost);
        zip.add(name, "x");
        QVERIFY2(whyNot(zip, Expected::Mattermost).contains(QStringLiteral("a name that is none")), name);
    }
    ZipWriter two;
    two.addFolder(mattermost);
    two.add("other.jsonl", "{\"type\":\"version\",\"version\":1}\n");
    QVERIFY(whyNot(two, Expected::Mattermost).contains(QStringLiteral("unpack it first")));
}

void TestImportZip::mattermostsDamageIsSaid() {
    ZipWriter zip;
    zip.addFolder(mattermost);
    const QByteArray whole = zip.bytes();
    const auto open = [this](const QByteArray& bytes) {
        QFile file(path());
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
            return QStringLiteral("(not written)");
        file.close();
        const auto source = openSource(path(), {}, Expected::Mattermost);
        return source ? contentOf(**source).join(u'\n') : source.error().message;
    };
    for (const qsizetype length : {qsizetype(4), whole.size() / 3, whole.size() - 1})
        QVERIFY2(open(whole.first(length)).contains(QStringLiteral("damaged archive")), "half an archive");
    const int found = noticedChanges(whole, open);
    QVERIFY2(found > 50, qPrintable(QString::number(found)));
}

/// An archive that was unpacked can have links in it.
void TestImportZip::linksLeadNowhere() {
    const QString secret = m_folder->filePath(QStringLiteral("secret.txt"));
    QFile file(secret);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("secret") == 6);
    file.close();
    const QDir made(m_folder->filePath(QStringLiteral("unpacked")));
    QVERIFY(made.mkpath(QStringLiteral("data/20240102")));
    QVERIFY(QFile::copy(QString(mattermost % u"/import.jsonl"), made.filePath(QStringLiteral("import.jsonl"))));
    QVERIFY(QFile::link(secret, made.filePath(QStringLiteral("data/20240102/plan.txt"))));
    const auto source = openSource(made.path(), {}, Expected::Mattermost);
    QVERIFY(source.has_value());
    const QString content = contentOf(**source).join(u'\n');
    QVERIFY2(content.contains(QStringLiteral("plan.txt")) && !content.contains(QStringLiteral("secret")),
             qPrintable(content));
    const PlainFolder folder(made.path());
    QVERIFY(!folder.bytesOf(QStringLiteral("../secret.txt")) && !folder.openFile(QStringLiteral("../secret.txt")));
    QCOMPARE(folder.bytesOf(QStringLiteral("import.jsonl")).has_value(), true);
}

QTEST_GUILESS_MAIN(TestImportZip)
#include "tst_importzip.moc"
