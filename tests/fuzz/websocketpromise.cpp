// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fuzz/websocketpromise.h"

#include "server/transport/websocket/framereader.h"

#include <QList>

namespace confab {

namespace {

constexpr qsizetype mostMessage = 300; // small, so that inputs of a few kilobytes reach it

/// Records all output.
class Transcript final : public FrameReader::Sink {
public:
    explicit Transcript(Codec codec) : m_codec(codec), m_reader(codec, limits()) {}

    void feed(QByteArray piece) {
        if (const auto refusal = m_reader.feed({piece.data(), size_t(piece.size())}, 0, *this))
            m_text += "refused " + QByteArray::number(refusal->closeCode);
    }
    const QByteArray& text() const { return m_text; }

    void message(const QByteArray& message) override {
        m_text += "message " + QByteArray::number(message.size()) + ':' + message;
        if (message.size() > mostMessage || (m_codec == Codec::Json && !QByteArrayView(message).isValidUtf8()))
            m_text += " broken ";
    }
    void ping(const QByteArray& payload) override {
        m_text += "ping " + QByteArray::number(payload.size()) + ':' + payload;
    }
    void closeFrame(quint16 code) override { m_text += "close " + QByteArray::number(code); }

private:
    static TransportLimits limits() {
        TransportLimits limits;
        limits.incomingBytes = mostMessage;
        limits.overheadFrames = 20;
        return limits;
    }

    const Codec m_codec;
    FrameReader m_reader;
    QByteArray m_text;
};

QByteArray transcript(Codec codec, const QByteArray& bytes, const QList<qsizetype>& cuts) {
    Transcript transcript(codec);
    qsizetype from = 0;
    for (const qsizetype cut : cuts + QList<qsizetype>{bytes.size()}) {
        transcript.feed(bytes.mid(from, cut - from));
        from = cut;
    }
    return transcript.text();
}

} // namespace

const char* brokenWebSocketPromise(const QByteArray& input) {
    if (input.isEmpty())
        return nullptr;
    const Codec codec = input.front() & 1 ? Codec::Cbor : Codec::Json;
    const QByteArray bytes = input.sliced(1);
    const QByteArray whole = transcript(codec, bytes, {});
    if (whole.contains(" broken "))
        return "a message is too long, or text is not UTF-8";
    QList<qsizetype> everywhere;
    for (qsizetype i = 1; i < bytes.size(); ++i)
        everywhere.append(i);
    if (transcript(codec, bytes, everywhere) != whole)
        return "single bytes read differently";
    for (qsizetype cut = 1; cut < std::min<qsizetype>(bytes.size(), 32); ++cut) {
        if (transcript(codec, bytes, {cut, cut + (bytes.size() - cut) / 2}) != whole)
            return "three pieces read differently";
    }
    return nullptr;
}

} // namespace confab
