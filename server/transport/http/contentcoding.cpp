// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/http/contentcoding.h"

#include <zlib.h>

#include <algorithm>
#include <array>

namespace confab {

namespace {

/// A smaller answer fits into one packet anyway.
constexpr qsizetype smallest = 1024;
/// Some milliseconds of the io thread, at the fastest level: above every answer of ours that is in memory.
constexpr qsizetype largest = 512 * 1024;

/// A weight in thousandths; 1000 when none is named. A malformed one is 0: the client gets what everybody takes.
int weightOf(QByteArrayView parameters) {
    const QByteArrayView text = parameters.trimmed();
    if (text.isEmpty())
        return 1000;
    if (!text.startsWith("q=") && !text.startsWith("Q="))
        return 0;
    bool isNumber = false;
    const double weight = text.sliced(2).toByteArray().toDouble(&isNumber);
    return isNumber && weight >= 0 && weight <= 1 ? int(weight * 1000) : 0;
}

/// What the client says of one coding; nothing when it does not mention it.
struct Weights {
    std::optional<int> gzip;
    std::optional<int> identity;
    std::optional<int> others;
};

void take(QByteArrayView item, Weights& weights) {
    const qsizetype semicolon = item.indexOf(';');
    const QByteArray coding = (semicolon < 0 ? item : item.first(semicolon)).trimmed().toByteArray().toLower();
    const int weight = semicolon < 0 ? 1000 : weightOf(item.sliced(semicolon + 1));
    if (coding == "gzip" || coding == "x-gzip") // RFC 9110, 8.4.1.3: the same
        weights.gzip = weight;
    else if (coding == "identity")
        weights.identity = weight;
    else if (coding == "*")
        weights.others = weight;
}

using Header = std::pair<QByteArray, QByteArray>;

bool has(const HttpAnswer& answer, QByteArrayView name) {
    return std::ranges::find(answer.headers, name, &Header::first) != answer.headers.end();
}

bool isText(const QByteArray& type) {
    static constexpr std::array types{
        "application/json", "application/problem+json", "text/html", "text/javascript", "text/css", "text/plain",
        "image/svg+xml"};
    const QByteArray name = type.split(';').constFirst().trimmed();
    return std::ranges::any_of(types, [&name](const char* one) { return name == one; });
}

/// Nothing when zlib has no memory.
QByteArray gzip(const QByteArray& bytes) {
    constexpr int withGzipHead = 16;
    constexpr int usualMemory = 8;
    z_stream stream{};
    if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, MAX_WBITS + withGzipHead, usualMemory, Z_DEFAULT_STRATEGY) !=
        Z_OK)
        return {};
    QByteArray packed(qsizetype(deflateBound(&stream, uLong(bytes.size()))), Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.constData())); // it is only read
    stream.avail_in = uInt(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = uInt(packed.size());
    const bool isDone = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    packed.truncate(isDone ? packed.size() - qsizetype(stream.avail_out) : 0);
    deflateEnd(&stream);
    return packed;
}

void weakenTag(HttpAnswer& answer) {
    const auto tag = std::ranges::find(answer.headers, "ETag", &Header::first);
    if (tag != answer.headers.end() && !tag->second.startsWith("W/"))
        tag->second.prepend("W/");
}

bool variesAlready(const HttpAnswer& answer) {
    return std::ranges::any_of(answer.headers, [](const Header& header) {
        return header.first == "Vary" && header.second.toLower().contains("accept-encoding");
    });
}

} // namespace

bool takesGzip(const HttpRequest& request) {
    Weights weights;
    for (const auto& [name, value] : request.headers) {
        if (name != "accept-encoding")
            continue;
        const QList<QByteArray> items = value.split(',');
        for (const QByteArray& item : items)
            take(item, weights);
    }
    const int gzipWeight = weights.gzip.value_or(weights.others.value_or(0));
    return gzipWeight > 0 && gzipWeight >= weights.identity.value_or(0);
}

void packAnswer(const HttpRequest& request, HttpAnswer& answer) {
    const bool isWorthIt = answer.body.size() >= smallest && answer.body.size() <= largest && !answer.source &&
                           answer.status != 206 && isText(answer.contentType);
    if (!isWorthIt || answer.hasSecret || has(answer, "Content-Encoding"))
        return;
    if (!variesAlready(answer))
        answer.headers.emplaceBack("Vary", "Accept-Encoding");
    if (!takesGzip(request))
        return;
    QByteArray packed = gzip(answer.body);
    if (packed.isEmpty() || packed.size() >= answer.body.size())
        return;
    answer.body = std::move(packed);
    answer.headers.emplaceBack("Content-Encoding", "gzip");
    weakenTag(answer);
}

} // namespace confab
