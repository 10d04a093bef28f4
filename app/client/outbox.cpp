// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/outbox.h"

#include "app/client/clientid.h"
#include "common/protocol/text.h"
#include "common/protocol/visibletext.h"

#include <algorithm>
#include <utility>

namespace confab::client {

namespace {

// While online most messages are confirmed within this time, and nobody waits for the disk on their account.
constexpr std::chrono::milliseconds saveDelay(200);
// Bounds for the wait that a server asks for: a longer one is a broken clock, a shorter one a busy loop.
constexpr std::chrono::milliseconds longestPause = std::chrono::minutes(10);
constexpr std::chrono::milliseconds shortestPause(20);
// A message at which the server fails again and again must not block the following ones for ever.
constexpr int mostServerFailures = 5;

} // namespace

Outbox::Outbox(Connection& connection, Session& session, Backoff backoff, const Clock& clock, QString folder)
    : m_connection(connection), m_session(session), m_backoff(std::move(backoff)), m_clock(clock),
      m_folder(std::move(folder)) {
    m_pauseTimer.setSingleShot(true);
    m_slowTimer.setSingleShot(true);
    m_saveTimer.setSingleShot(true);
    connect(&m_slowTimer, &QTimer::timeout, this, &Outbox::pump);
    connect(&m_pauseTimer, &QTimer::timeout, this, &Outbox::pump);
    connect(&m_saveTimer, &QTimer::timeout, this, [this] { save(); });
    connect(&session, &Session::began, this, &Outbox::load);
    connect(&session, &Session::ended, this, &Outbox::forget);
    connect(&session, &Session::online, this, &Outbox::online);
    connect(&session, &Session::phaseChanged, this, [this] {
        if (!m_messages.isEmpty() && !m_session.isOnline())
            save();
    });
}

void Outbox::online() {
    m_pauseTimer.stop();
    m_slowUntil.clear();
    if (!m_messages.isEmpty())
        save(); // the file may claim no longer that these were never sent
    askInstallation();
    pump();
}

/// Once for each session: its tokens are invalid on another installation.
void Outbox::askInstallation() {
    if (m_installation || !m_session.isOnline())
        return;
    const auto answered = [this, session = m_sessions](const Result<About>& about) {
        if (session == m_sessions && !m_installation)
            installationAnswered(about);
    };
    m_connection.call(ServerAbout{}, {this, answered});
}

void Outbox::installationAnswered(const Result<About>& about) {
    if (about)
        installationKnown(about->id);
    else if (!errorRow(about.error().kind).retryable)
        installationKnown({});                              // the server is older than server.about
    else if (about.error().kind != ErrorKind::Disconnected) // otherwise it is asked again at the next Online
        QTimer::singleShot(pauseAfter(about.error()), this, &Outbox::askInstallation);
}

void Outbox::installationKnown(const QString& id) {
    m_installation = id;
    QList<QString> foreign;
    for (OutgoingMessage& message : m_messages) {
        if (!message.installation.isEmpty() && message.installation != id)
            foreign.append(message.clientId);
        message.installation = id;
    }
    for (const QString& clientId : std::as_const(foreign)) { // by id: a receiver of changed() may change the list
        OutgoingMessage* message = find(clientId);
        if (!message)
            continue;
        message->state = OutgoingMessage::State::Failed;
        message->error = Error(ErrorKind::Unavailable, QStringLiteral("This message was written for another server, "
                                                                      "which had the same address"));
        message->replyTo.reset(); // a number of the other server's
        message->mayHaveArrived = false;
        Q_EMIT changed(*message);
    }
    if (!m_messages.isEmpty())
        saveSoon();
    pump();
}

Outbox::~Outbox() {
    if (m_saveTimer.isActive())
        save();
}

Result<QString> Outbox::checked(const QString& body) {
    const std::optional<QString> text = normalisedText(body, limits::messageBytes);
    if (!text)
        return fail(ErrorKind::MessageTooLong);
    if (!hasVisibleCharacter(*text))
        return fail(ErrorKind::MessageEmpty);
    return *text;
}

Result<QString> Outbox::send(RoomId room, const QString& body, std::optional<Seq> replyTo, QList<OutgoingFile> files,
                             QList<UserId> mentions) {
    Result<QString> text = files.isEmpty() || !body.isEmpty() ? checked(body) : QString();
    if (!text)
        return text;
    if (m_messages.size() >= most)
        return fail(Error(ErrorKind::Unavailable, QStringLiteral("Too many messages are waiting to be sent")));
    const QString clientId = newClientId(m_clock.now());
    m_messages.append({room, clientId, *text, replyTo, m_clock.now()});
    m_messages.last().installation = m_installation.value_or(QString());
    m_messages.last().files = std::move(files);
    m_messages.last().mentions = std::move(mentions);
    saveNow();
    Q_EMIT queued(m_messages.constLast());
    pump();
    return clientId;
}

void Outbox::retry(const QString& clientId) {
    OutgoingMessage* message = find(clientId);
    if (!message || message->state != OutgoingMessage::State::Failed)
        return;
    QStringList wanted;
    for (const OutgoingFile& file : std::as_const(message->files)) {
        if (!file.isReady())
            wanted.append(file.key);
    }
    if (wanted.contains(QString()) && !resumeUploads(*message))
        return; // its file is known no more
    wanted.removeAll(QString());
    message->state = OutgoingMessage::State::Waiting;
    message->error.reset();
    message->attempts = 0;
    saveSoon();
    Q_EMIT changed(*message);
    if (!wanted.isEmpty())
        Q_EMIT filesWanted(wanted);
    pump();
}

/// Begins the uploads of an earlier run. Unavailable when a file is known no more.
Status Outbox::resumeUploads(OutgoingMessage& message) {
    for (OutgoingFile& file : message.files) {
        if (file.isReady() || !file.key.isEmpty())
            continue;
        file.key = m_upload && !file.source.isNull() ? m_upload(file.source) : QString();
        if (file.key.isEmpty())
            return fail(Error(ErrorKind::Unavailable, QStringLiteral("A file of it can't be sent any more. Attach it "
                                                                     "again")));
    }
    return {};
}

OutgoingFile* Outbox::findFile(const QString& key, OutgoingMessage*& message) {
    for (OutgoingMessage& one : m_messages) {
        for (OutgoingFile& file : one.files) {
            message = &one;
            if (!key.isEmpty() && file.key == key)
                return &file;
        }
    }
    return nullptr;
}

void Outbox::setFile(const QString& key, const File& known) {
    OutgoingMessage* message = nullptr;
    OutgoingFile* file = findFile(key, message);
    if (!file || file->file == known)
        return;
    file->file = known;
    if (file->isReady()) {
        file->source = {};
        saveSoon();
    }
    Q_EMIT changed(*message);
    pump();
}

void Outbox::failFile(const QString& key, const Error& error) {
    OutgoingMessage* message = nullptr;
    if (!findFile(key, message))
        return;
    message->state = OutgoingMessage::State::Failed;
    message->error = error;
    saveSoon();
    Q_EMIT changed(*message);
    pump(); // those behind it need not wait
}

bool Outbox::hold(const QString& clientId) {
    OutgoingMessage* message = find(clientId);
    if (!message || !message->isEditable())
        return false;
    message->isHeld = true;
    return true;
}

void Outbox::release(const QString& clientId) {
    OutgoingMessage* message = find(clientId);
    if (!message)
        return;
    message->isHeld = false;
    pump();
}

Status Outbox::edit(const QString& clientId, const QString& body) {
    OutgoingMessage* message = find(clientId);
    const bool needsText = !message || message->files.isEmpty() || !body.isEmpty();
    Result<QString> text = needsText ? checked(body) : QString();
    if (!text)
        return fail(std::move(text.error()));
    if (!message || !message->isEditable())
        return fail(Error(ErrorKind::Unavailable, QStringLiteral("This message may have been sent already")));
    message->body = std::move(*text);
    message->isHeld = false;
    message->state = OutgoingMessage::State::Waiting;
    message->error.reset();
    message->attempts = 0;
    save(); // before it is sent: the next run may not send the old text under this clientId
    Q_EMIT changed(*message);
    pump();
    return {};
}

void Outbox::discard(const QString& clientId) {
    const OutgoingMessage* message = find(clientId);
    if (!message)
        return;
    const RoomId room = message->room;
    take(clientId);
    Q_EMIT discarded(room, clientId);
    pump(); // the following ones may have waited for it
}

void Outbox::confirm(const QString& clientId) {
    if (!clientId.isEmpty())
        take(clientId);
}

QList<OutgoingMessage> Outbox::waiting(RoomId room) const {
    QList<OutgoingMessage> messages;
    for (const OutgoingMessage& message : m_messages) {
        if (message.room == room)
            messages.append(message);
    }
    return messages;
}

QString Outbox::body(const QString& clientId) const {
    const auto message = std::find_if(m_messages.begin(), m_messages.end(),
                                      [&](const OutgoingMessage& waiting) { return waiting.clientId == clientId; });
    return message == m_messages.end() ? QString() : message->body;
}

// ---- sending -----------------------------------------------------------------------------------------------------

/// Sends the first waiting message of each room that has none in flight.
void Outbox::pump() {
    if (!m_session.isOnline() || m_pauseTimer.isActive())
        return;
    QList<QString> next;
    QSet<RoomId> rooms = m_busy;
    m_slowUntil.removeIf([](const auto& slow) { return slow.value().hasExpired(); });
    for (auto slow = m_slowUntil.cbegin(); slow != m_slowUntil.cend(); ++slow)
        rooms.insert(slow.key());
    awaitSlowRooms();
    for (const OutgoingMessage& message : std::as_const(m_messages)) {
        if (message.state != OutgoingMessage::State::Waiting || rooms.contains(message.room))
            continue;
        rooms.insert(message.room);
        const bool isChecked = m_installation || message.installation.isEmpty();
        if (isChecked && !message.isHeld && message.isComplete()) // otherwise the following ones wait too
            next.append(message.clientId);
    }
    for (const QString& clientId : std::as_const(next)) { // by id: a receiver of changed() may change the list
        if (OutgoingMessage* message = find(clientId))
            post(*message);
    }
}

void Outbox::post(OutgoingMessage& message) {
    message.state = OutgoingMessage::State::Sending;
    const bool before = std::exchange(message.mayHaveArrived, true);
    ++message.attempts;
    m_busy.insert(message.room);
    const auto then = [this, before, room = message.room, clientId = message.clientId](const Result<Sent>& answer) {
        answered(room, clientId, before, answer);
    };
    MessageSend send{message.room, message.clientId, message.body, message.replyTo};
    if (const std::optional<QList<File>> files = message.content().files)
        send.files = QList<SentFile>(files->begin(), files->end());
    if (!message.mentions.isEmpty())
        send.mentions = message.mentions;
    m_connection.call(std::move(send), {this, then});
    Q_EMIT changed(message);
}

/// `before`: whether the message may have arrived before this attempt.
void Outbox::answered(RoomId room, const QString& clientId, bool before, const Result<Sent>& answer) {
    m_busy.remove(room);
    if (answer) {
        m_backoff.reset();
        take(clientId);
        Q_EMIT sent(room, clientId, *answer);
    } else if (OutgoingMessage* message = find(clientId)) {
        failed(*message, before, answer.error());
    }
    pump();
}

void Outbox::failed(OutgoingMessage& message, bool before, const Error& error) {
    // These leave open whether it was stored. All others are the server's definite refusal, but of this attempt alone.
    const bool isUnknown = error.kind == ErrorKind::Disconnected || error.kind == ErrorKind::Timeout ||
                           error.kind == ErrorKind::Internal || error.kind == ErrorKind::InvalidRequest;
    message.mayHaveArrived = before || isUnknown;
    const bool hopeless = error.kind == ErrorKind::Internal && message.attempts >= mostServerFailures;
    const bool signIn = error.kind == ErrorKind::AuthRequired || error.kind == ErrorKind::AuthExpired;
    if ((errorRow(error.kind).retryable || signIn) && !hopeless) {
        message.state = OutgoingMessage::State::Waiting;
        if (error.kind != ErrorKind::Disconnected)
            pauseFor(message, error);
    } else {
        message.state = OutgoingMessage::State::Failed;
        message.error = error;
        saveSoon();
    }
    Q_EMIT changed(message);
}

/// In slow mode the room waits, perhaps for an hour, and the others do not.
void Outbox::pauseFor(const OutgoingMessage& message, const Error& error) {
    const bool isSlow =
        error.kind == ErrorKind::RateLimited && error.retryAfterMs && m_isSlow && m_isSlow(message.room);
    if (!isSlow)
        return m_pauseTimer.start(pauseAfter(error));
    const qint64 asked = std::clamp<qint64>(*error.retryAfterMs, shortestPause.count(), limits::slowModeMs);
    m_slowUntil.insert(message.room, QDeadlineTimer(std::chrono::milliseconds(asked)));
}

void Outbox::awaitSlowRooms() {
    if (m_slowUntil.isEmpty())
        return m_slowTimer.stop();
    const QDeadlineTimer first = *std::min_element(m_slowUntil.cbegin(), m_slowUntil.cend());
    m_slowTimer.start(std::chrono::milliseconds(std::max<qint64>(first.remainingTime(), 1)));
}

std::chrono::milliseconds Outbox::waitIn(RoomId room) const {
    const auto slow = m_slowUntil.constFind(room);
    const bool waits = slow != m_slowUntil.cend() && std::ranges::any_of(m_messages, [room](const auto& message) {
                           return message.room == room && message.state == OutgoingMessage::State::Waiting;
                       });
    return std::chrono::milliseconds(waits ? std::max<qint64>(slow->remainingTime(), 0) : 0);
}

/// A rate limit is no failure: the server knows when the next message may come, and a growing wait gains nothing.
std::chrono::milliseconds Outbox::pauseAfter(const Error& error) {
    const std::chrono::milliseconds asked(std::clamp<qint64>(error.retryAfterMs.value_or(0), 0, longestPause.count()));
    const bool isPaced = error.kind == ErrorKind::RateLimited && error.retryAfterMs;
    return isPaced ? std::max(asked, shortestPause) : m_backoff.next() + asked;
}

OutgoingMessage* Outbox::find(const QString& clientId) {
    for (OutgoingMessage& message : m_messages) {
        if (message.clientId == clientId)
            return &message;
    }
    return nullptr;
}

bool Outbox::take(const QString& clientId) {
    QStringList released;
    const auto isIt = [&](const OutgoingMessage& message) {
        if (message.clientId != clientId)
            return false;
        for (const OutgoingFile& file : message.files)
            released.append(file.key);
        return true;
    };
    if (m_messages.removeIf(isIt) == 0)
        return false;
    saveSoon();
    if (!released.isEmpty())
        Q_EMIT filesReleased(released);
    return true;
}

// ---- the file ----------------------------------------------------------------------------------------------------

void Outbox::load() {
    m_file.reset();
    m_messages.clear();
    m_installation.reset();
    ++m_sessions;
    if (m_folder.isEmpty())
        return;
    m_file.emplace(m_folder, m_session.account().key());
    Result<QList<OutgoingMessage>> loaded = m_file->load();
    if (!loaded) {
        Q_EMIT notKept(loaded.error());
        return;
    }
    m_messages = loaded->mid(0, most);
    for (OutgoingMessage& message : m_messages) {
        if (message.state == OutgoingMessage::State::Failed)
            continue;
        if (const Status resumed = resumeUploads(message); !resumed) {
            message.state = OutgoingMessage::State::Failed;
            message.error = resumed.error();
        }
    }
}

/// The session is over. The file stays: its messages are sent when the same account signs in again.
void Outbox::forget() {
    if (m_saveTimer.isActive())
        save();
    m_file.reset();
    m_messages.clear();
    m_slowUntil.clear();
    m_pauseTimer.stop();
}

void Outbox::saveSoon() {
    if (!m_file)
        return;
    if (!m_session.isOnline())
        save();
    else if (!m_saveTimer.isActive())
        m_saveTimer.start(saveDelay);
}

/// Before its draft goes: the program may end at any moment, whether its request has left or not.
void Outbox::saveNow() {
    if (m_file && m_session.isOnline())
        save(OutboxFile::Wait::ForNothing);
    saveSoon();
}

void Outbox::save(OutboxFile::Wait wait) {
    if (wait == OutboxFile::Wait::ForDisk)
        m_saveTimer.stop();
    if (!m_file)
        return;
    QList<OutgoingMessage> messages = m_messages;
    for (OutgoingMessage& message : messages) // while online they may be sent before the file is written again
        message.mayHaveArrived = message.mayHaveArrived || m_session.isOnline();
    if (const Status saved = m_file->save(messages, wait); !saved)
        Q_EMIT notKept(saved.error());
}

} // namespace confab::client
