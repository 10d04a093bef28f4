// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/headlessapp.h"

#include "app/client/messageactions.h"
#include "app/client/openroom.h"
#include "app/client/outbox.h"
#include "app/client/rooms.h"
#include "app/client/storefeed.h"

#include <QDir>
#include <QGuiApplication>
#include <QSocketNotifier>

#include <unistd.h>

namespace confab::test {

namespace {

constexpr qint64 longestTurn = 25; // ms; a longer one is time in which the system did not let this program run
constexpr int mostWords = 10;      // of a message

client::Client::Config configFor(const QString& folder) {
    client::Client::Config config;
    config.dataFolder = folder;
    config.backoff = {std::chrono::milliseconds(20), std::chrono::milliseconds(200)};
    return config;
}

} // namespace

// ---- the app -------------------------------------------------------------------------------------------------------

HeadlessApp::HeadlessApp(const Options& options)
    : m_options(options), m_secrets(options.folder),
      m_settings(QDir(options.folder).filePath(QStringLiteral("settings.ini")), QSettings::IniFormat),
      m_client(configFor(options.folder), m_secrets), m_workspace(m_client, m_secrets, m_settings),
      m_random(options.seed) {
    m_timer.setSingleShot(true);
    listen();
}

/// By one write, so that a line that was said is whole.
void HeadlessApp::say(AppReport::Kind kind, RoomId room, Seq seq, const QString& text) {
    const QByteArray line = AppReport{kind, m_awake, room, seq, text}.line();
    if (::write(STDOUT_FILENO, line.constData(), size_t(line.size())) != line.size())
        ::_exit(1);
}

void HeadlessApp::listen() {
    const auto trouble = [this](const Error& error) { say(AppReport::Trouble, {}, 0, error.message); };
    connect(&m_client.store(), &client::StoreFeed::notKept, this, trouble);
    connect(m_workspace.announcement(), &models::Announcement::textChanged, this, [this] {
        if (const QString text = m_workspace.announcement()->text(); !text.isEmpty())
            say(AppReport::Trouble, {}, 0, text);
    });
    connect(&m_client.session(), &client::Session::ended, this,
            [this] { say(AppReport::Trouble, {}, 0, QStringLiteral("the session has ended")); });
    connect(&m_client.session(), &client::Session::began, this,
            [this] { say(AppReport::Account, {}, 0, m_client.session().account().key()); });
    connect(&m_client.actions(), &client::MessageActions::refused, this,
            [this](RoomId room, const Error& error) { say(AppReport::Trouble, room, 0, error.message); });
    client::Outbox& outbox = m_client.outbox();
    connect(&outbox, &client::Outbox::queued, this,
            [this](const client::OutgoingMessage& message) { m_bodies.insert(message.clientId, message.body); });
    connect(&outbox, &client::Outbox::changed, this, [this](const client::OutgoingMessage& message) {
        m_bodies.insert(message.clientId, message.body);
        if (message.state == client::OutgoingMessage::State::Failed && message.error)
            say(AppReport::Trouble, message.room, 0, message.error->message);
    });
    connect(&outbox, &client::Outbox::sent, this, [this](RoomId room, const QString& clientId, const Sent& answer) {
        say(AppReport::Acked, room, answer.seq, m_bodies.value(clientId));
    });
    auto* end = new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, this);
    connect(end, &QSocketNotifier::activated, this, [] {
        char byte = 0;
        if (::read(STDIN_FILENO, &byte, 1) <= 0)
            QCoreApplication::quit();
    });
}

void HeadlessApp::start() {
    m_since.start();
    connect(&m_timer, &QTimer::timeout, this, &HeadlessApp::proceed);
    m_timer.start(1);
    if (m_options.mode != Mode::Begin)
        return m_workspace.signIn()->restore();
    QByteArray password;
    for (char byte = 0; ::read(STDIN_FILENO, &byte, 1) == 1 && byte != '\n';)
        password.append(byte);
    m_workspace.signIn()->signIn(m_options.url, m_options.email, QString::fromUtf8(password));
}

/// Looks whether what the mode waits for is there.
void HeadlessApp::proceed() {
    m_awake += std::min(m_since.restart(), longestTurn);
    m_timer.start(2);
    if (!m_isReady && m_workspace.rooms()->rowCount() == rooms)
        ready();
    if (!m_isReady)
        return;
    const bool isIdle = m_client.session().isOnline() && m_client.outbox().count() == 0 &&
                        m_client.actions().waiting() == 0 && m_client.actions().all().isEmpty();
    if (m_options.mode == Mode::Work)
        tick();
    else if (m_options.mode == Mode::Look || (m_options.mode == Mode::Settle && isIdle))
        showRooms();
}

void HeadlessApp::ready() {
    m_isReady = true;
    for (int row = 0; row < m_client.rooms().count(); ++row) {
        for (const client::OutgoingMessage& message : m_client.outbox().waiting(m_client.rooms().at(row).id))
            m_bodies.insert(message.clientId, message.body);
    }
    say(AppReport::Ready, {}, 0, {});
}

// ---- what a person does --------------------------------------------------------------------------------------------

void HeadlessApp::tick() {
    m_timer.start(m_random.bounded(1, 15));
    const int chance = m_random.bounded(100);
    if (!room())
        return changeRoom();
    if (composer().editing() > 0)
        return writeEdit();
    if (composer().draft().count(u' ') >= mostWords || (chance < 20 && composer().draft().contains(u' ')))
        send();
    else if (chance < 75)
        type();
    else if (chance < 83)
        changeRoom();
    else if (chance < 93)
        editLast();
    else
        readAll();
}

void HeadlessApp::type() {
    QString text = composer().draft();
    text = text.isEmpty() ? QStringLiteral("m%1-%2").arg(m_options.run).arg(++m_texts)
                          : QString(text % u' ' % QStringLiteral("w%1").arg(++m_words));
    composer().setDraft(text);
    say(AppReport::Typed, room(), 0, text);
}

/// As the window does it.
void HeadlessApp::send() {
    const QString text = composer().draft();
    say(AppReport::Sending, room(), 0, text);
    if (!composer().send(text))
        return say(AppReport::Trouble, room(), 0, QStringLiteral("the message was refused"));
    composer().setDraft({});
    say(AppReport::Sent, room(), 0, text);
}

void HeadlessApp::changeRoom() {
    const int row = m_random.bounded(m_client.rooms().count());
    m_workspace.room()->open(double(m_client.rooms().at(row).id.value));
}

void HeadlessApp::editLast() {
    if (m_client.actions().waiting() < 20 && composer().editLast())
        writeEdit();
}

void HeadlessApp::writeEdit() {
    const Seq seq = Seq(composer().editing());
    QString text = composer().draft();
    const bool isBegun = text.contains(QStringLiteral(" e%1-").arg(m_options.run));
    if (!isBegun || m_random.bounded(3) > 0) {
        text = AppReport::nameOf(text) % QStringLiteral(" e%1-%2").arg(m_options.run).arg(++m_edits);
        composer().setDraft(text);
        return say(AppReport::EditTyped, room(), seq, text);
    }
    if (composer().send(text))
        say(AppReport::Edited, room(), seq, text);
}

void HeadlessApp::readAll() {
    if (const client::OpenRoom* open = m_client.openRooms().find(room())) {
        m_client.rooms().markRead(room(), open->lastSeq());
        say(AppReport::Read, room(), open->lastSeq(), {});
    }
}

/// One room after the other, each when its newest rows are there.
void HeadlessApp::showRooms() {
    for (int row = 0; row < m_client.rooms().count(); ++row) {
        client::OpenRoom& open = m_client.openRooms().open(m_client.rooms().at(row).id);
        if (m_options.mode == Mode::Settle && (!open.isLive() || !open.isOpened()))
            return;
    }
    for (int row = 0; row < m_client.rooms().count(); ++row) {
        client::OpenRoom& open = *m_client.openRooms().find(m_client.rooms().at(row).id);
        const client::Timeline& rows = open.timeline();
        for (int at = 0; at < rows.count(); ++at) {
            if (const Message* message = rows.at(at).message())
                say(AppReport::Row, open.id(), message->seq, message->body);
        }
    }
    m_client.store().settle(); // the next run may begin as soon as this one says so
    say(AppReport::Settled, {}, 0, {});
    m_timer.stop();
}

} // namespace confab::test

int main(int argc, char** argv) {
    using confab::test::HeadlessApp;
    QGuiApplication program(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 7)
        return 2;
    const QStringList modes{QStringLiteral("begin"), QStringLiteral("work"), QStringLiteral("settle"),
                            QStringLiteral("look")};
    HeadlessApp app({arguments[1], arguments[2], arguments[3], HeadlessApp::Mode(modes.indexOf(arguments[4])),
                     arguments[5].toUInt(), arguments[6].toInt()});
    app.start();
    return QGuiApplication::exec();
}
