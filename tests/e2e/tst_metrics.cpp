// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/clusterfixture.h"
#include "tests/support/people.h"
#include "tests/support/results.h"
#include "tests/support/scraper.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace confab;
using namespace confab::test;

namespace {

QString q(const char* text) {
    return QString::fromUtf8(text);
}

const QByteArray getMetrics = "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n";

ClusterFixture::Options oneScrapedNode() {
    ClusterFixture::Options options;
    options.nodes = 1;
    options.arguments = Scraper::arguments();
    return options;
}

QByteArray ask(quint16 port, const QByteArray& head) {
    RawSocket socket;
    return socket.connectTo(port) ? socket.http(head) : QByteArray();
}

/// Names of metrics in the expressions of all panels, also those within others.
void addNames(const QJsonValue& value, QSet<QString>& names) {
    static const QRegularExpression name(q("\\b(?:confab|process)_[a-z_]+"));
    for (const QJsonValue& item : value.toArray())
        addNames(item, names);
    const QJsonObject object = value.toObject();
    for (auto it = object.constBegin(); it != object.constEnd(); ++it) {
        auto found = it.key() == u"expr" ? name.globalMatch(it.value().toString()) : QRegularExpressionMatchIterator();
        while (found.hasNext())
            names.insert(found.next().captured());
        addNames(it.value(), names);
    }
}

/// The names of this metric's labels, without a histogram's own.
QString labelsOf(const MetricsText& text, const QString& metric) {
    static const QRegularExpression name(q("[{,]([a-z]+)=\""));
    for (const QString& series : text.series().keys()) {
        const QString of = series.section(u'{', 0, 0);
        if (of != metric && of != QString(metric % u"_count"))
            continue;
        QStringList names;
        for (auto found = name.globalMatch(series); found.hasNext();)
            names.append(found.next().captured(1));
        return names.join(u',');
    }
    return {};
}

} // namespace

/// The real daemon's metrics: well-formed, correct, without names, and only on their own address.
class TestMetrics : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void followsWhatPeopleDo();
    void boundsEveryQueue();
    void namesNobody();
    void isServedOnItsOwnAddressOnly();
    void nodeMessagesWaitForRedis();
    void dashboardAndPageKnowTheMetrics();

private:
    void checkDashboard(const MetricsText& text);
    void checkPage(const MetricsText& text);
    void checkQueues(const MetricsText& text, const QString& table);
};

void TestMetrics::followsWhatPeopleDo() {
    DaemonProcess daemon(Scraper::arguments());
    QVERIFY2(daemon.start(), daemon.errors().constData());
    const Scraper scrape(daemon);
    const QString appended = q("confab_events_appended_total{event=\"message\"}");
    QCOMPARE(scrape().value(appended), 0.0);
    const Person ana = newPerson(daemon, q("Ana"), Codec::Json);
    const Person ben = newPerson(daemon, q("Ben"), Codec::Cbor);
    QVERIFY(ana && ben);
    const Room room = newRoom(ana);
    VERIFY_DONE(ben->call(RoomJoin{room.id, {}}));
    const MetricsText before = scrape();
    QCOMPARE(before.complaint(), QString());
    const MessageSend message = messageFor(room.id, q("hello"));
    VERIFY_DONE(ana->call(message));
    VERIFY_DONE(ana->call(message)); // again: the same message
    VERIFY_REFUSED(ana->call(messageFor(room.id, q(" "))), MessageEmpty);
    QVERIFY(waitUntil([&] { return !ben->noticesOf<RoomActivity>().isEmpty(); }));
    const MetricsText after = scrape();
    QCOMPARE(after.complaint(), QString());
    QCOMPARE(after.value(appended) - before.value(appended), 1.0);
    QCOMPARE(after.value(q("confab_calls_total{method=\"message.send\",outcome=\"ok\"}")), 2.0);
    QCOMPARE(after.value(q("confab_calls_total{method=\"message.send\",outcome=\"message.empty\"}")), 1.0);
    QCOMPARE(after.value(q("confab_call_seconds_count{method=\"message.send\"}")), 3.0);
    QVERIFY(after.sum(q("confab_deliveries_total")) > before.sum(q("confab_deliveries_total")));
    QVERIFY(after.sum(q("confab_received_messages_total")) - before.sum(q("confab_received_messages_total")) == 3.0);
    QVERIFY(after.sum(q("confab_sent_bytes_total")) > before.sum(q("confab_sent_bytes_total")));
    QVERIFY(after.value(q("confab_commits_total")) > before.value(q("confab_commits_total")));
    QCOMPARE(after.sum(q("confab_connections_open")), 2.0);
    QCOMPARE(after.value(q("confab_sessions_signed_in")), 2.0);
    QCOMPARE(after.value(q("confab_people_online")), 2.0);
    QCOMPARE(after.value(q("confab_rooms_open")), 1.0);
    QCOMPARE(after.value(q("confab_calls_unanswered")), 0.0);
    ana->sendFrame("no JSON");
    ben->close();
    QVERIFY(waitUntil([&] { return !ben->isOpen(); }));
    QVERIFY(waitUntil([&] {
        const MetricsText last = scrape();
        return last.value(q("confab_frames_refused_total{kind=\"rpc.parseError\"}")) == 1.0 &&
               last.value(q("confab_connections_closed_total{by=\"peer\",code=\"none\"}")) == 1.0 &&
               last.value(q("confab_sessions_signed_in")) == 1.0 && last.value(q("confab_people_online")) == 1.0;
    }));
}

void TestMetrics::boundsEveryQueue() {
    DaemonProcess daemon(Scraper::arguments());
    QVERIFY2(daemon.start(), daemon.errors().constData());
    const MetricsText text = Scraper(daemon)();
    for (const char* queue : {"chat", "io-0", "hashing", "writer", "readers"}) {
        const QString labels = q("{queue=\"%1\"}").arg(q(queue));
        QVERIFY2(text.value(u"confab_queue_length" % labels) >= 0, queue);
        QVERIFY2(text.value(u"confab_queue_capacity" % labels) > 0, queue);
        QVERIFY2(text.value(u"confab_queue_refused_total" % labels) >= 0, queue);
    }
    for (const char* queue : {"sockets-0", "admissions", "hashing-answers", "storage-answers"}) // bounded by others
        QCOMPARE(text.value(q("confab_queue_length{queue=\"%1\"}").arg(q(queue))), 0.0);
    QVERIFY(text.value(q("confab_sockets_capacity")) > 0);
}

void TestMetrics::namesNobody() {
    DaemonProcess daemon(Scraper::arguments());
    QVERIFY2(daemon.start(), daemon.errors().constData());
    const Person ana = newPerson(daemon, q("Anastasia"), Codec::Json);
    QVERIFY(ana);
    const Room room = newRoom(ana, q("Canary"));
    VERIFY_DONE(ana->call(messageFor(room.id, q("Nightingale"))));
    std::ignore = ana->callRaw(q("made.up"), {});
    const QByteArray text = Scraper(daemon).text();
    QCOMPARE(MetricsText(text).complaint(), QString());
    for (const QString& secret : {q("Anastasia"), ana.email, ana.password.value, ana.auth.accessToken.value,
                                  ana.auth.refreshToken.value, q("Canary"), q("Nightingale"), q("made.up"), q("@")})
        QVERIFY2(!text.contains(secret.toUtf8()), qUtf8Printable(secret));
}

void TestMetrics::isServedOnItsOwnAddressOnly() {
    DaemonProcess without;
    QVERIFY2(without.start(), without.errors().constData());
    QVERIFY(ask(without.port(), getMetrics).startsWith("HTTP/1.1 404 "));
    DaemonProcess daemon(Scraper::arguments());
    QVERIFY2(daemon.start(), daemon.errors().constData());
    QVERIFY(ask(daemon.port(), getMetrics).startsWith("HTTP/1.1 404 "));
    const quint16 port = Scraper(daemon).port();
    QVERIFY(ask(port, getMetrics).contains("Content-Type: text/plain; version=0.0.4"));
    QVERIFY(ask(port, "GET / HTTP/1.1\r\nHost: a\r\n\r\n").startsWith("HTTP/1.1 404 "));
    QVERIFY(ask(port, "POST /metrics HTTP/1.1\r\nHost: a\r\n\r\n").startsWith("HTTP/1.1 405 "));
    RawSocket socket;
    QVERIFY(socket.connectTo(port));
    QVERIFY(!socket.upgrade(Codec::Json));
    QTcpSocket elsewhere; // another of this machine's addresses
    elsewhere.connectToHost(q("127.0.0.2"), port);
    QVERIFY(waitUntil([&] { return elsewhere.state() == QAbstractSocket::UnconnectedState; }));
    QCOMPARE(elsewhere.error(), QAbstractSocket::ConnectionRefusedError);
}

void TestMetrics::nodeMessagesWaitForRedis() {
    ClusterFixture cluster(oneScrapedNode());
    QVERIFY2(cluster.start(), cluster.logs().constData());
    const Scraper scrape(cluster.node(0));
    const auto waiting = [&] { return scrape().value(q("confab_queue_length{queue=\"redis\"}")); };
    const Person ana = newPerson(cluster.node(0), q("Ana"), Codec::Json);
    QVERIFY(ana);
    const Room room = newRoom(ana);
    QVERIFY(waitUntil([&] { return waiting() == 0.0; }));
    cluster.redis().freeze();
    VERIFY_DONE(ana->call(messageFor(room.id, q("hello"))));
    QVERIFY(waitUntil([&] { return waiting() > 0.0; }));
    cluster.redis().thaw();
    QVERIFY(waitUntil([&] { return waiting() == 0.0; }));
    QVERIFY(scrape().value(q("confab_queue_capacity{queue=\"redis\"}")) > 0.0);
}

/// Of a node among several, which has all of them.
void TestMetrics::dashboardAndPageKnowTheMetrics() {
    ClusterFixture cluster(oneScrapedNode());
    QVERIFY2(cluster.start(), cluster.logs().constData());
    const MetricsText text = Scraper(cluster.node(0))();
    QCOMPARE(text.complaint(), QString());
    QVERIFY(waitUntil([&] { return Scraper(cluster.node(0))().value(q("confab_redis_connects_total")) > 0; }));
    checkDashboard(text);
    checkPage(text);
}

void TestMetrics::checkDashboard(const MetricsText& text) {
    QFile file(q(CONFAB_DASHBOARD));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject dashboard = QJsonDocument::fromJson(file.readAll()).object();
    QVERIFY(dashboard.value(q("schemaVersion")).toInt() >= 36);
    QSet<QString> names;
    addNames(dashboard.value(q("panels")), names);
    QVERIFY(names.size() > 40);
    const QStringList there = text.names();
    for (const QString& name : std::as_const(names))
        QVERIFY2(there.contains(name), qUtf8Printable(name));
}

/// METRICS.md has every metric and no other, with its type; where it names labels, these are all.
void TestMetrics::checkPage(const MetricsText& text) {
    QFile file(q(CONFAB_METRICS_PAGE));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString page = QString::fromUtf8(file.readAll());
    static const QRegularExpression form(q("`((?:confab|process)_[a-z_]+)(?:\\{([a-z,]+)\\})?`"));
    static const QRegularExpression histograms(q("counter; ([^;]+) are histograms"));
    const QString histogramNames = histograms.match(page).captured(1);
    QSet<QString> written;
    for (auto found = form.globalMatch(page); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        const QString name = match.captured(1);
        written.insert(name);
        const bool isHistogram = histogramNames.contains(QString(u'`' % name % u'`'));
        const QString type = name.endsWith(u"_total") ? q("counter") : isHistogram ? q("histogram") : q("gauge");
        if (name == u"confab_tls_certificate_days_left") // this server has none; see tst_tls
            continue;
        QVERIFY2(text.types().contains(name), qUtf8Printable(name));
        QVERIFY2(text.types().value(name) == type, qUtf8Printable(name));
        if (match.hasCaptured(2))
            QCOMPARE(QString(name % u' ' % match.captured(2)), QString(name % u' ' % labelsOf(text, name)));
    }
    QVERIFY(written.size() > 40);
    for (const QString& name : text.types().keys())
        QVERIFY2(written.contains(name), qUtf8Printable(name));
    checkQueues(text, page.section(q("## Queues"), 1).section(q("What waits elsewhere"), 0, 0));
}

/// The table has every queue and no other; of several of a kind, the first.
void TestMetrics::checkQueues(const MetricsText& text, const QString& table) {
    static const QRegularExpression series(q("^confab_queue_length\\{queue=\"([a-z-]+)([0-9]*)\""));
    static const QRegularExpression row(q("^\\| `([a-z0-9-]+)`"), QRegularExpression::MultilineOption);
    QSet<QString> there;
    for (const QString& line : text.series().keys()) {
        if (const auto match = series.match(line); match.hasMatch())
            there.insert(match.captured(1) + (match.capturedLength(2) > 0 ? q("0") : QString()));
    }
    QSet<QString> written;
    for (auto found = row.globalMatch(table); found.hasNext();)
        written.insert(found.next().captured(1));
    QCOMPARE(written, there);
}

QTEST_GUILESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
