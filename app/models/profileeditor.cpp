// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/profileeditor.h"

#include "app/client/session.h"
#include "app/models/formatting.h"

#include <QDateTime>

namespace confab::models {

ProfileEditor::ProfileEditor(client::Connection& connection, client::Session& session, client::Uploads& uploads,
                             const Clock& clock)
    : m_connection(connection), m_session(session), m_clock(clock), m_picture(uploads) {
    connect(&session, &client::Session::ended, this, &ProfileEditor::begin);
}

void ProfileEditor::begin() {
    ++m_generation;
    m_busy = false;
    m_errors = {};
    m_user = m_session.user();
    if (m_user.status && m_user.status->until && *m_user.status->until <= m_clock.now())
        m_user.status.reset();
    m_picture.begin(m_user.picture.value_or(QString()));
    Q_EMIT begun();
    Q_EMIT changed();
}

UserStatus ProfileEditor::status() const {
    return m_user.status.value_or(UserStatus{});
}

QString ProfileEditor::statusUntil() const {
    const std::optional<UtcTime> until = status().until;
    return until ? untilTime(*until, localDay(m_clock.now())) : QString();
}

QString ProfileEditor::initials() const {
    return models::initials(m_user.name);
}

std::optional<UtcTime> ProfileEditor::endOf(ClearAfter clearAfter, UtcTime now) {
    constexpr qint64 minute = 60'000;
    switch (clearAfter) {
    case HalfHour:
        return UtcTime{now.ms + 30 * minute};
    case Hour:
        return UtcTime{now.ms + 60 * minute};
    case Today:
        return UtcTime{localDay(now).addDays(1).startOfDay().toMSecsSinceEpoch()};
    case Never:
    case AsItIs:
        break;
    }
    return std::nullopt;
}

std::optional<OrNull<UserStatus>> ProfileEditor::statusChange(const QString& emoji, const QString& text,
                                                              ClearAfter clearAfter) const {
    UserStatus wanted{text.simplified(), emoji.trimmed()};
    wanted.until = clearAfter == AsItIs ? status().until : endOf(clearAfter, m_clock.now());
    const bool isNone = wanted.text.isEmpty() && wanted.emoji.isEmpty();
    if (isNone && !m_user.status)
        return std::nullopt;
    if (isNone)
        return OrNull<UserStatus>{};
    if (m_user.status == wanted)
        return std::nullopt;
    return OrNull<UserStatus>{std::move(wanted)};
}

void ProfileEditor::save(const QString& name, const QString& emoji, const QString& text, ClearAfter clearAfter) {
    if (m_busy || m_picture.isBusy())
        return;
    m_errors = {};
    ProfileUpdate request;
    const QString called = name.simplified();
    if (called.isEmpty())
        m_errors.name = tr("Enter a name.");
    else if (called != m_user.name)
        request.name = called;
    request.picture = m_picture.change();
    request.status = statusChange(emoji, text, clearAfter);
    m_busy = m_errors.name.isEmpty() && (request.name || request.picture || request.status);
    Q_EMIT changed();
    if (!m_errors.name.isEmpty())
        return;
    if (!m_busy)
        return Q_EMIT saved();
    m_connection.call(request, {this, [this, generation = m_generation](const Result<UserAnswer>& answer) {
                                    if (generation == m_generation)
                                        answered(answer);
                                }});
}

void ProfileEditor::answered(const Result<UserAnswer>& answer) {
    m_busy = false;
    if (!answer)
        showError(answer.error());
    Q_EMIT changed();
    if (!answer)
        return;
    m_session.learn(answer->user);
    Q_EMIT saved();
}

void ProfileEditor::showError(const Error& error) {
    if (error.kind == ErrorKind::FileNotFound)
        m_errors.other = tr("The server does not have the picture any more. Choose it again.");
    else if (error.kind == ErrorKind::InputInvalid && error.path.endsWith(QStringLiteral(".name")))
        m_errors.name = tr("Use a name of 1 to %1 characters.").arg(limits::nameChars);
    else if (error.kind == ErrorKind::InputInvalid && error.path.contains(QStringLiteral("status")))
        m_errors.status = tr("Use one emoji, and a text of at most %1 characters.").arg(limits::statusChars);
    else
        m_errors.other = sentence(error);
}

} // namespace confab::models
