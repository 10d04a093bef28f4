// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/localstore.h"

#include "app/store/logtables.h"
#include "app/store/storedvalues.h"
#include "common/protocol/search.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>

#include <array>

namespace confab::store {

namespace {

constexpr std::array companions{"", "-wal", "-shm"}; // SQLite's files of one database

} // namespace

LocalStore::LocalStore(QString folder, qint64 most)
    : m_folder(std::move(folder)), m_writer(new StoreWriter(most)), m_searcher(new StoreSearcher) {
    m_thread.setObjectName(QStringLiteral("store"));
    m_writer->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_writer, &QObject::deleteLater);
    m_thread.start(QThread::LowPriority);
    m_searchThread.setObjectName(QStringLiteral("store-search"));
    m_searcher->moveToThread(&m_searchThread);
    connect(&m_searchThread, &QThread::finished, m_searcher, &QObject::deleteLater);
    m_searchThread.start();
}

LocalStore::~LocalStore() {
    close();
    for (QThread* thread : {&m_thread, &m_searchThread}) {
        thread->quit();
        thread->wait();
    }
}

Snapshot LocalStore::open(const QString& accountKey) {
    close();
    const QByteArray digest = QCryptographicHash::hash(accountKey.toUtf8(), QCryptographicHash::Sha256).toHex();
    m_path = QDir(m_folder).filePath(QString(u"store-" % QString::fromLatin1(digest.left(16)) % u".db"));
    m_hasFailed = false;
    QDir().mkpath(m_folder);
    Status ready = openWriter(m_path);
    if (!ready && ready.error().kind == ErrorKind::InputInvalid && setAside(ready.error()))
        ready = openWriter(m_path);
    if (!ready) {
        failed(ready.error());
        return {};
    }
    QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner);
    Result<std::unique_ptr<StoreDatabase>> reader = StoreDatabase::open(m_path, StoreDatabase::Access::Read);
    if (!reader) {
        failed(reader.error());
        return {};
    }
    m_reader = std::move(*reader);
    QMetaObject::invokeMethod(m_writer, &StoreWriter::signAll);
    QMetaObject::invokeMethod(m_searcher, [this, path = m_path] { (void)m_searcher->open(path); });
    return snapshot();
}

Status LocalStore::openWriter(const QString& path) {
    Status ready;
    QMetaObject::invokeMethod(
        m_writer, [&] { ready = m_writer->open(path); }, Qt::BlockingQueuedConnection);
    return ready;
}

/// The file stays beside the new one: somebody may want to know what broke it, and a later version may read it.
bool LocalStore::setAside(const Error& why) {
    failed(Error(ErrorKind::Unavailable,
                 QStringLiteral("What was kept in %1 can't be read (%2). It is begun anew").arg(m_path, why.message)));
    m_hasFailed = false;
    for (const char* companion : companions) {
        const QString name = m_path + QLatin1String(companion);
        QFile::remove(name + QStringLiteral(".unreadable"));
        if (QFile::exists(name) && !QFile::rename(name, name + QStringLiteral(".unreadable")))
            return false;
    }
    return true;
}

void LocalStore::close() {
    m_reader.reset();
    for (const Seeker seeker : {Seeker::Results, Seeker::Switcher})
        stopSearch(seeker);
    QMetaObject::invokeMethod(
        m_writer, [this] { m_writer->close(); }, Qt::BlockingQueuedConnection);
    QMetaObject::invokeMethod( // behind what the writer handed over
        m_searcher, [this] { m_searcher->close(); }, Qt::BlockingQueuedConnection);
}

void LocalStore::wait() {
    QMetaObject::invokeMethod(
        m_writer, [] {}, Qt::BlockingQueuedConnection);
}

void LocalStore::remove() {
    close();
    for (const char* companion : companions)
        QFile::remove(m_path + QLatin1String(companion));
}

void LocalStore::put(Changes changes) {
    if (!isOpen() || changes.isEmpty())
        return;
    QMetaObject::invokeMethod(m_writer, [this, changes = std::move(changes)] {
        if (const Status written = m_writer->write(changes); !written)
            QMetaObject::invokeMethod(this, [this, error = written.error()] { failed(error); });
    });
}

void LocalStore::failed(const Error& error) {
    if (!std::exchange(m_hasFailed, true))
        Q_EMIT notKept(error);
}

// ---- reading -------------------------------------------------------------------------------------------------------

Snapshot LocalStore::snapshot() const {
    Snapshot found;
    QSqlQuery query = m_reader->query();
    if (query.exec(QStringLiteral("SELECT user FROM account")) && query.next())
        found.user = userFrom(query.value(0).toByteArray());
    query.exec(QStringLiteral("SELECT room, unsent_read FROM rooms ORDER BY id"));
    while (query.next()) {
        std::optional<Room> room = roomFrom(query.value(0).toByteArray());
        if (!room)
            continue;
        if (!query.value(1).isNull())
            found.unsentReads.insert(room->id, query.value(1).toLongLong());
        found.rooms.append(std::move(*room));
    }
    query.exec(QStringLiteral("SELECT id, name FROM people"));
    while (query.next())
        found.people.append(User{UserId{query.value(0).toLongLong()}, query.value(1).toString(), {}});
    query.exec(QStringLiteral("SELECT action FROM actions ORDER BY place"));
    while (query.next()) {
        if (std::optional<StoredAction> action = actionFrom(query.value(0).toByteArray()))
            found.actions.append(std::move(*action));
    }
    return found;
}

QHash<RoomId, Seq> LocalStore::logs() const {
    return m_reader ? LogTables(*m_reader).all() : QHash<RoomId, Seq>();
}

std::optional<LogPage> LocalStore::end(RoomId room, int most) const {
    return m_reader ? m_reader->atOnce([&] { return LogTables(*m_reader).end(room, most); }) : std::nullopt;
}

bool LocalStore::has(RoomId room, Seq seq) const {
    return m_reader && LogTables(*m_reader).has(room, seq);
}

std::optional<Message> LocalStore::message(RoomId room, Seq seq) const {
    const std::optional<LogPage> page =
        m_reader ? m_reader->atOnce([&] { return LogTables(*m_reader).around(room, seq, 2); }) : std::nullopt;
    for (const LogRow& row : page ? page->rows : QList<LogRow>()) {
        if (row.message && row.seq() == seq)
            return row.message;
    }
    return std::nullopt;
}

void LocalStore::page(const RoomHistory& wanted, PageAnswer answer) {
    QMetaObject::invokeMethod(m_writer, [this, wanted, answer = std::move(answer)] {
        QMetaObject::invokeMethod(this, [answer, page = m_writer->page(wanted)] { answer(page); });
    });
}

void LocalStore::search(const SearchMessages& wanted, SearchAnswered answer, Seeker seeker) {
    const int number = m_searcher->begin(seeker);
    const auto found = [this, seeker, number, answer = std::move(answer)](const Result<SearchAnswer>& page) {
        if (m_searcher->isWanted(seeker, number))
            answer(page);
    };
    const auto look = [this, seeker, number, wanted, found] {
        if (m_searcher->isWanted(seeker, number))
            QMetaObject::invokeMethod(this,
                                      [found, page = m_searcher->search(wanted, seeker, number)] { found(page); });
    };
    QMetaObject::invokeMethod(m_writer, [this, look] { QMetaObject::invokeMethod(m_searcher, look); });
}

void LocalStore::stopSearch(Seeker seeker) {
    m_searcher->begin(seeker);
}

} // namespace confab::store
