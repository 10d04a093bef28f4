// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fuzz/headpromise.h"

#include "server/transport/http/contentcoding.h"
#include "server/transport/http/forwarded.h"
#include "server/transport/http/pageorigin.h"
#include "server/transport/websocket/handshake.h"
#include "tests/fuzz/headstage.h"

namespace confab {

namespace {

bool sameRequest(const HttpRequest& a, const HttpRequest& b) {
    return a.method == b.method && a.path == b.path && a.query == b.query && a.isHttp10 == b.isHttp10 &&
           a.headers == b.headers;
}

const char* brokenByRequest(const HttpRequest& request) {
    const QByteArray query = request.query.isEmpty() ? QByteArray() : '?' + request.query;
    QByteArray written =
        request.method + ' ' + request.path + query + " HTTP/1." + (request.isHttp10 ? '0' : '1') + "\r\n";
    for (const auto& [name, value] : request.headers)
        written += name + ": " + value + "\r\n";
    written += "\r\n";
    const HeadResult again = parseHead(written, written.size());
    if (again.state != HeadResult::State::Complete || again.size != written.size())
        return "the head that was written can't be read";
    return sameRequest(again.request, request) ? nullptr : "the head that was written reads differently";
}

/// Parses an answer with the parser of requests: only its first line differs.
const char* brokenByAnswer(const QByteArray& answer) {
    const qsizetype line = answer.indexOf("\r\n");
    const qsizetype end = answer.indexOf("\r\n\r\n");
    if (!answer.startsWith("HTTP/1.1 ") || line < 0)
        return "an answer is none";
    const QByteArray asRequest = "GET / HTTP/1.0" + answer.sliced(line);
    const HeadResult head = parseHead(asRequest, asRequest.size());
    const QByteArray length = head.request.header("content-length").value_or(QByteArray());
    const qsizetype body = answer.size() - end - 4;
    if (head.state != HeadResult::State::Complete || (body != 0 && length != QByteArray::number(body)))
        return "an answer is not well formed";
    return nullptr;
}

const char* brokenByHandshake(const HttpRequest& request) {
    if (handshakeRefusal(request, {HeadStage::origin}))
        return nullptr;
    for (const auto& [name, value] : request.headers) {
        if (name == "origin" && value.toLower() != HeadStage::origin)
            return "a page of somebody else's may connect";
    }
    const std::optional<Codec> codec = offeredCodec(request);
    const QByteArray answer = handshakeAnswer(request, codec);
    if (answer.count("\r\n") != (codec ? 6 : 5) || !answer.startsWith("HTTP/1.1 101 "))
        return "the answer to a handshake has other lines than its own";
    return brokenByAnswer(answer);
}

/// What a cookie's request has to prove, and what the client takes.
const char* brokenByFields(const HttpRequest& request) {
    int sites = 0;
    bool isSame = false;
    bool isForeign = false;
    bool mentionsGzip = false;
    for (const auto& [name, value] : request.headers) {
        sites += name == "sec-fetch-site";
        isSame = isSame || (name == "sec-fetch-site" && value == "same-origin");
        isForeign = isForeign || (name == "origin" && value.toLower() != HeadStage::origin);
        mentionsGzip =
            mentionsGzip || (name == "accept-encoding" && (value.toLower().contains("gzip") || value.contains('*')));
    }
    if (isForeign && !(isSame && sites == 1) && isFromOwnPage(request, {HeadStage::origin}))
        return "a page of somebody else's passes for one of this server";
    const std::optional<QByteArray> cookie = cookieOf(request, "confab");
    if (cookie && cookie->contains(';'))
        return "a cookie has more than its own value";
    HttpAnswer answer{200, "text/plain", QByteArray(2048, 'a')};
    packAnswer(request, answer);
    const bool isPacked = answer.body.startsWith("\x1f\x8b");
    if (isPacked != takesGzip(request) || (isPacked && !mentionsGzip))
        return "an answer is compressed for a client that did not ask for it";
    return brokenByAnswer(httpBytes(answer));
}

/// A reference that reads the list from its end; it has to understand what Qt writes.
const char* brokenByForwarded(const HttpRequest& request) {
    const Subnets proxies = HeadStage::proxies();
    const ForwardedClient client = forwardedFor(request, proxies);
    QList<QByteArray> hops;
    for (const auto& [name, value] : request.headers) {
        if (name == "x-forwarded-for")
            hops += value.split(',');
    }
    const bool hasHops = !hops.isEmpty();
    QHostAddress nearest;
    for (int skipped = 0; !hops.isEmpty() && skipped < 8; ++skipped) {
        const QString hop = QString::fromLatin1(hops.takeLast().trimmed());
        const QHostAddress address(hop);
        if (address.isNull() || address.toString() != hop || !address.scopeId().isEmpty())
            return nullptr; // another spelling, which may be refused
        if (!isIn(proxies, address))
            return client.isKnown && client.address == address ? nullptr : "whom a proxy names is not believed";
        nearest = address;
    }
    if (client.address != nearest)
        return "somebody is taken for the client whom no proxy names";
    const bool mayBeKnown = hasHops && hops.isEmpty();
    return client.isKnown && !mayBeKnown ? "a client is known whom no proxy names" : nullptr;
}

/// Takes the answers apart: each has the bytes that its head says, or none, when it is one to HEAD.
QList<QByteArray> answersOf(QByteArray bytes) {
    QList<QByteArray> answers;
    while (!bytes.isEmpty()) {
        const qsizetype head = bytes.indexOf("\r\n\r\n") + 4;
        const QByteArray asRequest = "GET / HTTP/1.0" + bytes.sliced(std::max<qsizetype>(0, bytes.indexOf("\r\n")));
        const HeadResult read = parseHead(asRequest, asRequest.size());
        const qsizetype length = read.request.header("content-length").value_or("0").toLongLong();
        const bool isToHead = head == bytes.size() || bytes.sliced(head).startsWith("HTTP/1.1 ");
        const qsizetype size = std::min(isToHead ? head : head + length, bytes.size());
        if (head < 4 || size == 0)
            return answers << bytes;
        answers << bytes.first(size);
        bytes.remove(0, size);
    }
    return answers;
}

/// What may differ is left out: a body that comes with its head is not waited for with 100; and of what is too large as
/// well as malformed, the error that comes first is answered.
HeadStage::Outcome comparable(HeadStage::Outcome outcome) {
    outcome.answer.replace("HTTP/1.1 100 Continue\r\n\r\n", "");
    const qsizetype last = outcome.answer.lastIndexOf("HTTP/1.1 ");
    const QByteArray status = last < 0 ? QByteArray() : outcome.answer.mid(last + 9, 3);
    if (status == "400" || status == "413" || status == "431")
        outcome.answer.truncate(last);
    return outcome;
}

const char* brokenByPieces(quint8 scene, const QByteArray& bytes) {
    const HeadStage::Outcome whole = HeadStage::play(scene, bytes, bytes.size());
    if (whole.ends > 1)
        return "a client is answered for the last time twice, or answered and a connection";
    if (bytes.size() > HeadStage::headBytes && whole.ends == 0)
        return nullptr; // a client that floods instead of reading answers may not get all of them
    for (const QByteArray& answer : answersOf(comparable(whole).answer)) {
        if (const char* broken = brokenByAnswer(answer))
            return broken;
    }
    for (const qsizetype piece : {1, 7}) {
        const HeadStage::Outcome pieces = HeadStage::play(scene, bytes, piece);
        if (pieces.isLost || whole.isLost)
            return "an answer may be lost";
        if (comparable(pieces) != comparable(whole))
            return "pieces lead to something else";
    }
    return nullptr;
}

} // namespace

const char* brokenHeadPromise(const QByteArray& input) {
    if (input.isEmpty())
        return nullptr;
    const QByteArray bytes = input.sliced(1);
    if (const char* broken = brokenByPieces(quint8(input.front()), bytes))
        return broken;
    const HeadResult head = parseHead(bytes, HeadStage::headBytes);
    if (head.state != HeadResult::State::Complete)
        return nullptr;
    if (head.size <= 0 || head.size > std::min(bytes.size(), HeadStage::headBytes))
        return "a head ends where there is none";
    const char* broken = brokenByRequest(head.request);
    broken = broken ? broken : brokenByHandshake(head.request);
    broken = broken ? broken : brokenByFields(head.request);
    return broken ? broken : brokenByForwarded(head.request);
}

} // namespace confab
