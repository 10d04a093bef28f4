// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/postgresprocess.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTcpServer>

#include <chrono>
#include <csignal>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace confab::test {

namespace {

constexpr std::chrono::seconds patience{60};
const QString secret = QStringLiteral("correct horse'battery\\staple"); // with characters that need quoting

QString program(const QString& name) {
    QString found = QStandardPaths::findExecutable(name);
    const QDir versions(QStringLiteral("/usr/lib/postgresql")); // Debian's folder of the server's own programs
    const QStringList numbers = versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed);
    for (qsizetype i = 0; found.isEmpty() && i < numbers.size(); ++i)
        found = QStandardPaths::findExecutable(name, {versions.filePath(numbers[i] + QStringLiteral("/bin"))});
    return found.isEmpty() ? name : found;
}

/// The account that the server runs as: PostgreSQL refuses root.
struct Account {
    uid_t uid = ::getuid();
    gid_t gid = ::getgid();
};

Account unprivileged() {
    if (::getuid() != 0)
        return {};
    const passwd* entry = ::getpwnam("postgres");
    if (!entry)
        entry = ::getpwnam("nobody");
    return entry ? Account{entry->pw_uid, entry->pw_gid} : Account{};
}

/// Switches the process to that account, and makes it die with this one.
void confine(QProcess& process) {
    process.setChildProcessModifier([account = unprivileged()] {
        if (::getuid() == 0 &&
            (::setgroups(0, nullptr) != 0 || ::setgid(account.gid) != 0 || ::setuid(account.uid) != 0))
            ::_exit(126);
        ::prctl(PR_SET_PDEATHSIG, SIGKILL); // a change of the account would have cleared it
    });
}

/// State and parent of a process, out of /proc/<pid>/stat; 'X' when there is none.
std::pair<char, qint64> stateOf(qint64 pid) {
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return {'X', 0};
    const QByteArray line = file.readAll();
    const QList<QByteArray> fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
    return fields.size() < 2 ? std::pair('X', qint64(0)) : std::pair(fields[0].front(), fields[1].toLongLong());
}

bool isGone(qint64 pid) {
    const char state = stateOf(pid).first;
    return state == 'X' || state == 'Z';
}

void signalAll(const QList<qint64>& pids, int signal) {
    for (const qint64 pid : pids)
        ::kill(pid_t(pid), signal);
}

} // namespace

PostgresProcess::PostgresProcess() : PostgresProcess(Options()) {}

PostgresProcess::PostgresProcess(Options options)
    : m_options(std::move(options)), m_folder(QDir::tempPath() + QStringLiteral("/confab-pg-XXXXXX")) {}

PostgresProcess::~PostgresProcess() {
    kill();
}

bool PostgresProcess::run(const QString& name, const QStringList& arguments, QByteArray* output) {
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
    environment.insert(QStringLiteral("PGPASSWORD"), secret);
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(m_folder.path());
    process.setStandardErrorFile(file(QStringLiteral("log")), QIODevice::Append);
    confine(process);
    process.start(program(name), arguments);
    process.closeWriteChannel();
    const bool ended = process.waitForFinished(int(std::chrono::milliseconds(patience).count()));
    if (output)
        *output = process.readAllStandardOutput();
    return ended && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

bool PostgresProcess::makeCluster() {
    const Account account = unprivileged();
    QFile passwordFile(file(QStringLiteral("password")));
    if (!m_folder.isValid() || !passwordFile.open(QIODevice::WriteOnly) || passwordFile.write(secret.toUtf8()) < 0)
        return false;
    passwordFile.close();
    if (::getuid() == 0 &&
        (::chown(QFile::encodeName(m_folder.path()).constData(), account.uid, account.gid) != 0 ||
         ::chown(QFile::encodeName(passwordFile.fileName()).constData(), account.uid, account.gid) != 0))
        return false;
    const bool made = run(QStringLiteral("initdb"),
                          {QStringLiteral("--no-sync"), QStringLiteral("--locale=C"), QStringLiteral("--encoding=UTF8"),
                           QStringLiteral("--username=postgres"), QStringLiteral("--auth=scram-sha-256"),
                           QStringLiteral("--pwfile=") + passwordFile.fileName(), QStringLiteral("--pgdata=data")});
    return made && writeSettings();
}

bool PostgresProcess::writeSettings() {
    const QString method = m_options.password ? QStringLiteral("scram-sha-256") : QStringLiteral("trust");
    const QString networks = m_options.anyAddress ? QStringLiteral("samenet") : QStringLiteral("127.0.0.0/8");
    const QString address = m_options.anyAddress ? QStringLiteral("*") : QStringLiteral("127.0.0.1");
    QFile access(file(QStringLiteral("data/pg_hba.conf")));
    QFile settings(file(QStringLiteral("data/postgresql.auto.conf")));
    if (!access.open(QIODevice::WriteOnly | QIODevice::Truncate) || !settings.open(QIODevice::Append))
        return false;
    access.write(QStringLiteral("local all all %1\nhost all all %2 %1\n").arg(method, networks).toUtf8());
    QStringList lines{
        QStringLiteral("listen_addresses = '%1'").arg(address),
        QStringLiteral("unix_socket_directories = '%1'").arg(m_folder.path()),
        QStringLiteral("fsync = %1").arg(m_options.fsync ? QStringLiteral("on") : QStringLiteral("off")),
        QStringLiteral("max_connections = 200"),
        QStringLiteral("shared_buffers = 32MB"),
        QStringLiteral("log_line_prefix = '%m [%p] '"),
    };
    lines += m_options.settings;
    return settings.write(lines.join(u'\n').toUtf8() + '\n') > 0;
}

bool PostgresProcess::pickPort() {
    QTcpServer probe;
    const bool free = probe.listen(m_options.anyAddress ? QHostAddress::AnyIPv4 : QHostAddress::LocalHost);
    m_port = probe.serverPort();
    return free;
}

bool PostgresProcess::launch() {
    m_process = std::make_unique<QProcess>();
    m_process->setWorkingDirectory(m_folder.path());
    m_process->setStandardOutputFile(QProcess::nullDevice());
    m_process->setStandardErrorFile(file(QStringLiteral("log")), QIODevice::Append);
    confine(*m_process);
    m_process->start(program(QStringLiteral("postgres")),
                     {QStringLiteral("-D"), QStringLiteral("data"), QStringLiteral("-p"), QString::number(m_port)});
    return m_process->waitForStarted() && waitUntilReady();
}

/// The server reports it in its lock file, whose first line is its own pid.
bool PostgresProcess::waitUntilReady() {
    const QDeadlineTimer deadline(patience);
    while (!deadline.hasExpired() && !m_process->waitForFinished(5) && isRunning()) {
        QFile lock(file(QStringLiteral("data/postmaster.pid")));
        const QList<QByteArray> lines =
            lock.open(QIODevice::ReadOnly) ? lock.readAll().split('\n') : QList<QByteArray>();
        if (lines.value(0).toLongLong() == m_process->processId() && lines.value(7).trimmed() == "ready")
            return true;
    }
    return false;
}

bool PostgresProcess::start() {
    if (isRunning())
        return true;
    if (m_made)
        return launch();
    if (!makeCluster())
        return false;
    bool up = false;
    for (int tries = 0; !up && tries < 5; ++tries) // another process may take the port first
        up = pickPort() && launch();
    m_made = up;
    return up && query(QStringLiteral("CREATE ROLE confab LOGIN PASSWORD '%1'")
                           .arg(QString(secret).replace(u'\'', QStringLiteral("''"))));
}

/// The server and its child processes.
QList<qint64> PostgresProcess::processes() const {
    if (!isRunning())
        return {};
    const qint64 server = m_process->processId();
    QList<qint64> found{server};
    for (const QString& name : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
        const qint64 pid = name.toLongLong();
        if (pid > 0 && stateOf(pid).second == server)
            found.append(pid);
    }
    return found;
}

void PostgresProcess::end(int signal) {
    if (!isRunning())
        return;
    const QList<qint64> all = processes();
    ::kill(pid_t(m_process->processId()), signal);
    m_process->waitForFinished(-1);
    m_process.reset();
    const QDeadlineTimer deadline(patience);
    for (const qint64 pid : all) {
        while (!isGone(pid) && !deadline.hasExpired())
            ::usleep(1000);
    }
}

void PostgresProcess::stopImmediately() {
    end(SIGQUIT);
}

void PostgresProcess::stop() {
    end(SIGINT);
}

void PostgresProcess::kill() {
    if (!isRunning())
        return;
    freeze(); // so that it starts no child meanwhile
    QList<qint64> children = processes();
    children.removeFirst();
    signalAll(children, SIGKILL);
    end(SIGKILL);
}

void PostgresProcess::freeze() {
    if (!isRunning())
        return;
    const qint64 server = m_process->processId();
    ::kill(pid_t(server), SIGSTOP);
    while (!isGone(server) && stateOf(server).first != 'T')
        ::usleep(100);
    signalAll(processes(), SIGSTOP);
}

void PostgresProcess::thaw() {
    signalAll(processes(), SIGCONT);
}

bool PostgresProcess::restart() {
    stop();
    return start();
}

bool PostgresProcess::createDatabase(const QString& name, const QString& copyOf) {
    const QString from = copyOf.isEmpty() ? QString() : QStringLiteral(" TEMPLATE %1").arg(copyOf);
    return query(QStringLiteral("CREATE DATABASE %1 OWNER confab%2").arg(name, from)).has_value();
}

void PostgresProcess::dropDatabase(const QString& name) {
    query(QStringLiteral("DROP DATABASE IF EXISTS %1 WITH (FORCE)").arg(name));
}

QString PostgresProcess::url(const QString& database, const QString& host) const {
    return QStringLiteral("postgresql://confab@%1:%2/%3").arg(host).arg(m_port).arg(database);
}

Secret PostgresProcess::password() const {
    return {m_options.password ? secret : QString()};
}

std::optional<QByteArray> PostgresProcess::query(const QString& sql, const QString& database) {
    QByteArray rows;
    const bool done = run(QStringLiteral("psql"),
                          {QStringLiteral("-XAtq"), QStringLiteral("-h"), m_folder.path(), QStringLiteral("-p"),
                           QString::number(m_port), QStringLiteral("-U"), QStringLiteral("postgres"),
                           QStringLiteral("-d"), database, QStringLiteral("-c"), sql},
                          &rows);
    return done ? std::optional(rows.trimmed()) : std::nullopt;
}

QByteArray PostgresProcess::log() const {
    QFile written(m_folder.filePath(QStringLiteral("log")));
    return written.open(QIODevice::ReadOnly) ? written.readAll() : QByteArray();
}

} // namespace confab::test
