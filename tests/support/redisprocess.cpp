// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/redisprocess.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QTcpServer>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <sys/prctl.h>

namespace confab::test {

namespace {

constexpr std::chrono::seconds patience{60};
constexpr std::chrono::seconds commandPatience{10};

void dieWithThisProcess(QProcess& process) {
    process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
}

/// The output of the program, when it succeeds in time.
std::optional<QByteArray> outputOf(const QString& program, const QStringList& arguments, const QString& errorFile,
                                   std::chrono::milliseconds limit, const Secret& password = {}) {
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (!password.isEmpty())
        environment.insert(QStringLiteral("REDISCLI_AUTH"), password.value);
    process.setProcessEnvironment(environment);
    process.setStandardErrorFile(errorFile, QIODevice::Append);
    dieWithThisProcess(process);
    process.start(program, arguments);
    process.closeWriteChannel();
    if (!process.waitForFinished(int(limit.count()))) {
        process.kill();
        process.waitForFinished(-1);
        return std::nullopt;
    }
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        return std::nullopt;
    return process.readAllStandardOutput();
}

} // namespace

RedisProcess::RedisProcess() : RedisProcess(Options()) {}

RedisProcess::RedisProcess(Options options)
    : m_options(std::move(options)), m_folder(QDir::tempPath() + QStringLiteral("/confab-redis-XXXXXX")) {}

RedisProcess::~RedisProcess() {
    kill();
}

bool RedisProcess::pickPorts() {
    const QHostAddress address = m_options.anyAddress ? QHostAddress::AnyIPv4 : QHostAddress::LocalHost;
    QTcpServer probe;
    QTcpServer busProbe;
    const bool free = probe.listen(address) && busProbe.listen(address);
    m_port = probe.serverPort();
    m_busPort = busProbe.serverPort();
    return free;
}

bool RedisProcess::makeCertificate() {
    const QStringList arguments{
        QStringLiteral("req"),
        QStringLiteral("-x509"),
        QStringLiteral("-newkey"),
        QStringLiteral("ec"),
        QStringLiteral("-pkeyopt"),
        QStringLiteral("ec_paramgen_curve:prime256v1"),
        QStringLiteral("-nodes"),
        QStringLiteral("-days"),
        QStringLiteral("2"),
        QStringLiteral("-subj"),
        QStringLiteral("/CN=Redis of a test"),
        QStringLiteral("-addext"),
        QStringLiteral("subjectAltName=IP:127.0.0.1,DNS:localhost"),
        QStringLiteral("-keyout"),
        file(QStringLiteral("server.key")),
        QStringLiteral("-out"),
        caFile(),
    };
    return outputOf(QStringLiteral("openssl"), arguments, file(QStringLiteral("log")), patience).has_value();
}

bool RedisProcess::writeSettings() {
    QFile settings(file(QStringLiteral("redis.conf")));
    if (!settings.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return false;
    QStringList lines{
        QStringLiteral("dir %1").arg(m_folder.path()),
        QStringLiteral("save \"\""),
        QStringLiteral("appendonly no"),
        m_options.anyAddress ? QStringLiteral("bind 0.0.0.0\nprotected-mode no") : QStringLiteral("bind 127.0.0.1"),
        QStringLiteral("port %1").arg(m_options.tls ? 0 : m_port),
    };
    if (!m_options.password.isEmpty())
        lines += QStringLiteral("requirepass \"%1\"").arg(m_options.password.value);
    if (m_options.tls)
        lines += {QStringLiteral("tls-port %1").arg(m_port), QStringLiteral("tls-cert-file %1").arg(caFile()),
                  QStringLiteral("tls-key-file %1").arg(file(QStringLiteral("server.key"))),
                  QStringLiteral("tls-auth-clients no")};
    if (m_options.cluster)
        lines += {QStringLiteral("cluster-enabled yes"), QStringLiteral("cluster-port %1").arg(m_busPort),
                  QStringLiteral("cluster-node-timeout 1000"), QStringLiteral("cluster-require-full-coverage no")};
    lines += m_options.settings;
    return settings.write(lines.join(u'\n').toUtf8() + '\n') > 0;
}

/// The server's log reports when it is ready.
bool RedisProcess::launch() {
    const qsizetype before = log().size();
    m_process = std::make_unique<QProcess>();
    m_process->setProcessChannelMode(QProcess::MergedChannels);
    m_process->setStandardOutputFile(file(QStringLiteral("log")), QIODevice::Append);
    dieWithThisProcess(*m_process);
    m_process->start(QStringLiteral("redis-server"), {file(QStringLiteral("redis.conf"))});
    const QDeadlineTimer deadline(patience);
    while (m_process->waitForStarted() && !deadline.hasExpired() && !m_process->waitForFinished(5) && isRunning()) {
        if (log().indexOf("Ready to accept connections", before) >= 0)
            return true;
    }
    return false;
}

bool RedisProcess::start() {
    if (isRunning())
        return true;
    if (m_port != 0)
        return launch();
    if (!m_folder.isValid() || (m_options.tls && !makeCertificate()))
        return false;
    bool up = false;
    for (int tries = 0; !up && tries < 5; ++tries) // another process may take the port first
        up = pickPorts() && writeSettings() && launch();
    return up;
}

void RedisProcess::kill() {
    if (!m_process)
        return;
    m_process->kill();
    m_process->waitForFinished(-1);
    m_process.reset();
}

void RedisProcess::freeze() {
    if (isRunning())
        ::kill(pid_t(m_process->processId()), SIGSTOP);
}

void RedisProcess::thaw() {
    if (isRunning())
        ::kill(pid_t(m_process->processId()), SIGCONT);
}

bool RedisProcess::restart() {
    kill();
    return start();
}

void RedisProcess::flushAll() {
    command({QStringLiteral("FLUSHALL")});
}

QString RedisProcess::url(const QString& host) const {
    return QStringLiteral("%1://%2:%3").arg(m_options.tls ? u"rediss" : u"redis", host).arg(m_port);
}

QStringList RedisProcess::cliArguments() const {
    QStringList arguments{QStringLiteral("-h"), QStringLiteral("127.0.0.1"), QStringLiteral("-p"),
                          QString::number(m_port)};
    if (m_options.tls)
        arguments += {QStringLiteral("--tls"), QStringLiteral("--cacert"), caFile()};
    return arguments;
}

std::optional<QByteArray> RedisProcess::command(const QStringList& arguments) const {
    return outputOf(QStringLiteral("redis-cli"), cliArguments() + arguments, file(QStringLiteral("log")),
                    commandPatience, m_options.password);
}

qint64 RedisProcess::subscribers(const QByteArray& channel) const {
    const QString question = m_options.cluster ? QStringLiteral("SHARDNUMSUB") : QStringLiteral("NUMSUB");
    const std::optional<QByteArray> answer =
        command({QStringLiteral("PUBSUB"), question, QString::fromUtf8(channel)}); // "<channel>\n<number>\n"
    return answer ? answer->split('\n').value(1).toLongLong() : -1;
}

QByteArray RedisProcess::log() const {
    QFile log(file(QStringLiteral("log")));
    return log.open(QIODevice::ReadOnly) ? log.readAll() : QByteArray();
}

RedisCluster::RedisCluster(int replicas) {
    RedisProcess::Options options;
    options.cluster = true;
    for (int i = 0; i < masters * (1 + replicas); ++i)
        m_servers.push_back(std::make_unique<RedisProcess>(options));
}

bool RedisCluster::start() {
    QStringList arguments{QStringLiteral("--cluster"), QStringLiteral("create")};
    for (const auto& server : m_servers) {
        if (!server->start())
            return false;
        arguments += QStringLiteral("127.0.0.1:%1").arg(server->port());
    }
    arguments +=
        {QStringLiteral("--cluster-replicas"), QString::number(size() / masters - 1), QStringLiteral("--cluster-yes")};
    if (!outputOf(QStringLiteral("redis-cli"), arguments, QProcess::nullDevice(), patience))
        return false;
    const QDeadlineTimer deadline(patience);
    while (!agrees()) {
        if (deadline.hasExpired())
            return false;
    }
    return true;
}

/// Every server knows all others and has an owner for every slot, and every replica could take its master's place.
bool RedisCluster::agrees() {
    const QByteArray known = "cluster_known_nodes:" + QByteArray::number(size());
    return std::all_of(m_servers.begin(), m_servers.end(), [&](const std::unique_ptr<RedisProcess>& server) {
        const QByteArray info =
            server->command({QStringLiteral("CLUSTER"), QStringLiteral("INFO")}).value_or(QByteArray());
        const QByteArray role =
            server->command({QStringLiteral("INFO"), QStringLiteral("replication")}).value_or(QByteArray());
        return info.contains("cluster_state:ok") && info.contains("cluster_slots_ok:16384") && info.contains(known) &&
               (role.contains("role:master") || role.contains("master_link_status:up"));
    });
}

int RedisCluster::masterOf(int slot) {
    return slot <= 5460 ? 0 : slot <= 10922 ? 1 : 2; // as redis-cli --cluster create deals them out
}

bool RedisCluster::moveSlot(int slot, int from, int to) {
    const QString number = QString::number(slot);
    const QString cluster = QStringLiteral("CLUSTER");
    const QString setSlot = QStringLiteral("SETSLOT");
    const auto idOf = [&](int index) {
        return QString::fromUtf8(
            server(index).command({cluster, QStringLiteral("MYID")}).value_or(QByteArray()).trimmed());
    };
    const auto ask = [&](int index, const QStringList& arguments) {
        return server(index).command(QStringList{cluster, setSlot, number} + arguments).value_or(QByteArray()) ==
               "OK\n";
    };
    const QString target = idOf(to);
    return ask(to, {QStringLiteral("IMPORTING"), idOf(from)}) && ask(from, {QStringLiteral("MIGRATING"), target}) &&
           ask(to, {QStringLiteral("NODE"), target}) && ask(from, {QStringLiteral("NODE"), target});
}

} // namespace confab::test
