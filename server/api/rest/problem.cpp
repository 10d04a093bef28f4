// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/api/rest/problem.h"

#include "common/protocol/fieldwriting.h"

namespace confab::rest {

namespace {

struct ProblemDocument {
    QString type;
    QString title;
    int status = 0;
    std::optional<QString> detail;
    std::optional<QString> path;
    std::optional<qint64> retryAfterMs;
    std::optional<qint64> capacity;
    std::optional<qint64> limit;
    std::optional<UtcTime> until;
    std::optional<QString> challenge;
    template <class Self = ProblemDocument>
    static constexpr auto fields() {
        return std::tuple{field("type", &Self::type),         field("title", &Self::title),
                          field("status", &Self::status),     field("detail", &Self::detail),
                          field("path", &Self::path),         field("retryAfterMs", &Self::retryAfterMs),
                          field("capacity", &Self::capacity), field("limit", &Self::limit),
                          field("until", &Self::until),       field("challenge", &Self::challenge)};
    }
};

ProblemDocument documentOf(const Error& error, int status) {
    const ErrorRow& row = errorRow(error.kind);
    ProblemDocument document{QString(u"urn:confab:problem:" % wire::key(row.name)),
                             wire::key(row.text),
                             status,
                             {},
                             {},
                             error.retryAfterMs,
                             error.capacity,
                             error.limit,
                             {},
                             {}};
    if (error.message != document.title)
        document.detail = error.message;
    if (!error.path.isEmpty())
        document.path = error.path;
    if (error.untilMs)
        document.until = UtcTime{*error.untilMs};
    if (!error.challenge.isEmpty())
        document.challenge = error.challenge;
    return document;
}

} // namespace

int statusOf(ErrorKind kind) {
    switch (kind) {
    case ErrorKind::ParseError:
    case ErrorKind::InvalidRequest:
    case ErrorKind::InputInvalid:
    case ErrorKind::MessageEmpty:
        return 400;
    case ErrorKind::AuthRequired:
    case ErrorKind::AuthInvalid:
    case ErrorKind::AuthExpired:
    case ErrorKind::AuthCodeRequired:
    case ErrorKind::AuthWrongCode:
        return 401;
    case ErrorKind::RegistrationClosed:
    case ErrorKind::RoomNotMember:
    case ErrorKind::RoomWrongPassword:
    case ErrorKind::RoomForbidden:
    case ErrorKind::RoomBanned:
    case ErrorKind::RoomMuted:
    case ErrorKind::UserBlocked:
    case ErrorKind::FileQuota:
        return 403;
    case ErrorKind::MethodNotFound:
    case ErrorKind::RoomNotFound:
    case ErrorKind::FileNotFound:
    case ErrorKind::InviteNotFound:
        return 404;
    case ErrorKind::EmailTaken:
    case ErrorKind::RoomFull:
        return 409;
    case ErrorKind::MessageTooLong:
    case ErrorKind::FileTooLarge:
        return 413;
    case ErrorKind::AuthThrottled:
    case ErrorKind::RateLimited:
        return 429;
    case ErrorKind::ServerBusy:
    case ErrorKind::ServerDraining:
    case ErrorKind::Unavailable:
        return 503;
    case ErrorKind::Internal:
    case ErrorKind::Disconnected:
    case ErrorKind::Timeout:
        return 500;
    }
    Q_UNREACHABLE();
}

HttpAnswer problem(const Error& error) {
    if (error.path == u"content-type")
        return problem(error, 415);
    return problem(error, error.path == u"origin" ? 403 : statusOf(error.kind));
}

HttpAnswer problem(const Error& error, int status) {
    HttpAnswer answer{status, "application/problem+json", encodeFrame(documentOf(error, status), Codec::Json)};
    if (status == 401)
        answer.headers.emplaceBack("WWW-Authenticate", "Bearer");
    if (error.retryAfterMs) // in whole seconds, and not too early
        answer.retryAfter = int(std::max<qint64>(1, (*error.retryAfterMs + 999) / 1000));
    return answer;
}

HttpAnswer notFound(const QString& detail) {
    ProblemDocument document{
        QStringLiteral("about:blank"), QStringLiteral("Not Found"), 404, detail, {}, {}, {}, {}, {}, {}};
    return {404, "application/problem+json", encodeFrame(document, Codec::Json)};
}

HttpAnswer tokenProblem(const Error& error) {
    HttpAnswer answer = problem(error);
    if (answer.status == 401 && error.kind != ErrorKind::AuthRequired)
        answer.headers = {{"WWW-Authenticate", "Bearer error=\"invalid_token\""}};
    return answer;
}

} // namespace confab::rest
