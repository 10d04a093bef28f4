// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fuzz/resppromise.h"

#include "server/redis/respparser.h"

#include <cmath>

namespace confab {

namespace {

/// Small, so that inputs of a few kilobytes reach all of them.
RespLimits smallLimits() {
    RespLimits limits;
    limits.lineBytes = 64;
    limits.stringBytes = 512;
    limits.valueBytes = 1024;
    limits.elements = 128;
    limits.depth = 5;
    return limits;
}

void write(const RespValue& value, QByteArray& to) {
    to += char('a' + int(value.type));
    to += QByteArray::number(value.number) + ',' + QByteArray::number(value.real, 'g', 17) + ',' +
          QByteArray::number(value.text.size()) + ':' + value.text + '(';
    for (const RespValue& item : value.items)
        write(item, to);
    to += ')';
}

struct Size {
    qsizetype elements = 0;
    qsizetype bytes = 0;
    int depth = 0;
};

void measure(const RespValue& value, int depth, Size& size) {
    ++size.elements;
    size.bytes += value.text.size();
    size.depth = std::max(size.depth, depth);
    for (const RespValue& item : value.items)
        measure(item, depth + 1, size);
}

bool isWithinLimits(const RespValue& value) {
    const RespLimits limits = smallLimits();
    Size size;
    measure(value, 0, size);
    const qsizetype bytes = limits.valueBytes + limits.elements * limits.lineBytes;
    return size.elements <= limits.elements && size.bytes <= bytes && size.depth <= limits.depth;
}

} // namespace

QByteArray respTranscript(const QByteArray& bytes, const QList<qsizetype>& cuts) {
    RespParser parser(smallLimits());
    QByteArray transcript;
    qsizetype from = 0;
    const auto feed = [&](qsizetype to) {
        parser.append(QByteArrayView(bytes).sliced(from, to - from));
        from = to;
        while (const std::optional<RespValue> value = parser.next()) {
            write(*value, transcript);
            if (!isWithinLimits(*value))
                transcript += " beyond its limits ";
        }
    };
    for (const qsizetype cut : cuts)
        feed(cut);
    feed(bytes.size());
    if (parser.hasFailed())
        transcript += "failed: " + parser.why().toUtf8();
    return transcript;
}

const char* brokenRespPromise(const QByteArray& bytes) {
    const QByteArray whole = respTranscript(bytes, {});
    if (whole.contains(" beyond its limits "))
        return "a value is beyond the parser's limits";
    QList<qsizetype> everywhere;
    for (qsizetype i = 1; i < bytes.size(); ++i)
        everywhere.append(i);
    if (respTranscript(bytes, everywhere) != whole)
        return "single bytes read differently";
    // A few cuts that depend on the bytes themselves, so that a fuzzer can move them.
    quint32 hash = 2166136261u;
    for (const char byte : bytes)
        hash = (hash ^ quint8(byte)) * 16777619u;
    for (int i = 0; i < 4 && !bytes.isEmpty(); ++i, hash = hash * 1664525u + 1013904223u) {
        const qsizetype first = qsizetype(hash >> 8) % bytes.size();
        const qsizetype second = first + qsizetype(hash & 0xff) % (bytes.size() - first);
        if (respTranscript(bytes, {first, second}) != whole)
            return "three pieces read differently";
    }
    return nullptr;
}

} // namespace confab
