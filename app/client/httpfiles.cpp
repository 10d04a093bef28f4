// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/httpfiles.h"

#include "app/client/filewords.h"
#include "app/client/serveraddress.h"
#include "common/protocol/codec.h"
#include "common/protocol/fieldreading.h"

#include <QNetworkReply>

namespace confab::client {

namespace {

constexpr qint64 mostProblemBytes = 64 * 1024; // a few hundred bytes in truth
const QString kindPrefix = QStringLiteral("urn:confab:problem:");

/// RFC 9457, as far as a client reads it.
struct ProblemDocument {
    QString type;
    std::optional<QString> title;
    std::optional<QString> detail;
    std::optional<qint64> retryAfterMs;
    std::optional<qint64> limit;
    template <class Self = ProblemDocument>
    static constexpr auto fields() {
        return std::tuple{field("type", &Self::type), field("title", &Self::title), field("detail", &Self::detail),
                          field("retryAfterMs", &Self::retryAfterMs), field("limit", &Self::limit)};
    }
};

std::optional<Error> documentedError(const QByteArray& bytes) {
    const Result<ProblemDocument> read = decodeFrame(bytes, Codec::Json).and_then([](const QCborMap& map) {
        return wire::decodeMap<ProblemDocument>(map, QStringLiteral("problem"));
    });
    if (!read || !read->type.startsWith(kindPrefix))
        return std::nullopt;
    const std::optional<ErrorKind> kind = errorKindNamed(QStringView(read->type).mid(kindPrefix.size()));
    if (!kind)
        return std::nullopt;
    Error error(*kind);
    if (const std::optional<QString>& words = read->detail ? read->detail : read->title)
        error.message = *words;
    error.retryAfterMs = read->retryAfterMs;
    error.limit = read->limit;
    return inPlainWords(std::move(error));
}

Error undocumentedError(int status) {
    if (status == 401)
        return Error(ErrorKind::AuthExpired);
    if (status == 404 || status == 410)
        return Error(ErrorKind::FileNotFound);
    if (status == 413)
        return inPlainWords(Error(ErrorKind::FileTooLarge));
    if (status == 429)
        return Error(ErrorKind::RateLimited);
    if (status >= 300 && status < 400)
        return Error(ErrorKind::InvalidRequest, QStringLiteral("The server wants to lead elsewhere for its files"));
    if (status >= 500)
        return Error(status == 503 ? ErrorKind::ServerBusy : ErrorKind::Internal);
    return Error(ErrorKind::InvalidRequest,
                 QString(QStringLiteral("The way to the server refused the file with the status %1").arg(status)));
}

} // namespace

HttpFiles::HttpFiles(Session& session) : m_session(session) {
    m_manager.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_manager.setAutoDeleteReplies(false);
}

QNetworkRequest HttpFiles::request(const QString& path) const {
    QNetworkRequest request(httpUrl(m_session.account().server, path));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setRawHeader("Authorization", "Bearer " + m_session.accessToken().value.toLatin1());
    request.setRawHeader("Accept-Encoding", "identity"); // offsets and sizes are those of the file
    request.setTransferTimeout(int(silence.count()));
    return request;
}

int statusOf(const QNetworkReply& reply) {
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

void letGo(QNetworkReply& reply) {
    if (reply.error() == QNetworkReply::NoError) // Qt tells of an error before the end, in turns of their own
        reply.abort();
    reply.deleteLater();
}

std::optional<Error> errorOf(QNetworkReply& reply) {
    const int status = statusOf(reply);
    if (status >= 200 && status < 300) {
        if (reply.error() == QNetworkReply::NoError)
            return std::nullopt;
        return Error(ErrorKind::Disconnected); // it broke after the head of the answer
    }
    if (status == 0)
        return Error(ErrorKind::Disconnected);
    const QByteArray bytes = reply.bytesAvailable() > 0 ? reply.read(mostProblemBytes) : QByteArray();
    return documentedError(bytes).value_or(undocumentedError(status));
}

} // namespace confab::client
