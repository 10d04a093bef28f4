// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QHostAddress>
#include <QList>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace confab {

class BodySource;

/// A plain HTTP request.
struct HttpRequest {
    QByteArray method;
    QByteArray path; ///< without the query, not percent-decoded; begins with '/' unless it is of OPTIONS or CONNECT
    bool isHttp10 = false;
    QByteArray query;                                 ///< what stands after '?', or empty
    QList<std::pair<QByteArray, QByteArray>> headers; ///< names in lower case
    QByteArray body;                                  ///< all of it, of a route that collects it; its coding undone
    QHostAddress client;                              ///< the peer, or the client that it names when it is a proxy
    bool isSecure = false;  ///< came under TLS, to this server or, as it says, to the proxy before it
    bool isOwnPage = false; ///< no page of another origin can have made a browser send it: isFromOwnPage()

    /// The first header of this name (in lower case), or nothing.
    std::optional<QByteArray> header(QByteArrayView name) const;
    /// Whether a header that is a list of tokens ("keep-alive, Upgrade") has this one; case does not matter.
    bool headerHasToken(QByteArrayView name, QByteArrayView token) const;
};

struct HttpAnswer {
    int status = 200;
    QByteArray contentType = "text/plain; charset=utf-8";
    QByteArray body;
    int retryAfter = 1;                                    ///< seconds, said with 429 and 503
    QList<std::pair<QByteArray, QByteArray>> headers = {}; ///< further ones: of this server's making, not of a client's
    /// The request proved for whom it is: its connection counts as signed in until its next answer.
    bool isSignedIn = false;
    bool hasSecret = false; ///< tokens: it is sent as it is, whatever a client takes
    /// What follows `body`, when that is not all; read as the client takes it.
    std::shared_ptr<BodySource> source = nullptr;
};

/// Answers a request at once.
/// Thread: the io thread that made it; others have one of their own, so it must not touch shared state.
using HttpHandler = std::function<HttpAnswer(const HttpRequest&)>;

/// What the first bytes of a connection are.
struct HeadResult {
    enum class State {
        Incomplete, ///< more bytes are needed
        Complete,   ///< `request` is filled in
        Malformed,  ///< no HTTP/1.x request: 400
        TooLarge,   ///< no end within the bound: 431
    };
    State state = State::Incomplete;
    HttpRequest request;
    qsizetype size = 0; ///< Complete: how many bytes the head has, its empty line included
};

/// Parses the request head at the beginning of `bytes`, strictly (RFC 9112): a bare LF, a folded header, a space before
/// the colon, a missing, second or empty Host, or an unclear length of the body is malformed. An absolute-form target
/// ("GET http://host/rt") is read as its path, and its host replaces Host.
HeadResult parseHead(QByteArrayView bytes, qsizetype maxSize);

/// How an answer is written.
struct AnswerForm {
    bool withBody = true; ///< false for HEAD
    bool closes = true;   ///< says Connection: close
    /// A body whose length is not known is sent in chunks (RFC 9112, 7.1); else it ends with the connection.
    bool chunks = false;
};
QByteArray httpBytes(const HttpAnswer& answer, AnswerForm form = {});
/// "Not Found" of 404.
QByteArray reasonPhrase(int status);
/// A plain answer whose body is the status text.
HttpAnswer httpStatus(int status);
/// 429 with Retry-After in whole seconds, and a problem document (RFC 9457) like those of REST.
HttpAnswer tooManyRequests(std::chrono::milliseconds retryAfter);

} // namespace confab
