// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/e2e/websocketcases.h"

#include "common/protocol/closecodes.h"
#include "common/protocol/jsonrpcclient.h"
#include "common/protocol/limits.h"
#include "tests/support/trees.h"

#include <QtEndian>

namespace confab::test {

namespace {

// RFC 6455 7.4.1
constexpr quint16 protocolError = 1002;
constexpr quint16 notUtf8 = 1007;
constexpr quint16 noCode = 1005;
constexpr quint16 normal = 1000;
constexpr auto tooBig = quint16(CloseCode::TooBig);
constexpr auto wrongType = quint16(CloseCode::WrongFrameType);
constexpr auto flooding = quint16(CloseCode::Flooding);

constexpr quint8 fin = 0x80;
constexpr quint8 textFrame = 0x1;
constexpr quint8 continuation = 0x0;
constexpr quint8 closeFrame = fin | 0x8;
constexpr quint8 pingFrame = fin | 0x9;
constexpr quint8 pongFrame = fin | 0xa;

QByteArray number(qint64 value) {
    return QByteArray::number(value);
}

/// The subject of a case, for one codec.
class Cases {
public:
    explicit Cases(Codec codec) : m_codec(codec), m_data(opcodeOf(codec)) {}

    void messages();
    void pings();
    void reserved();
    void fragmented();
    void closing();
    void closeCodes();
    void sizes();
    void sizesBeforeSignIn();
    void masksAndLengths();
    void floods();
    QList<WebSocketCase> all;

private:
    QByteArray call(const QByteArray& id, qsizetype size = 0) const { return callNamed(id, m_codec, size); }
    QByteArray whole(const QByteArray& id, qsizetype size = 0) const { return rawFrame(fin | m_data, call(id, size)); }
    void refused(const QByteArray& name, const QByteArray& bytes, quint16 code = protocolError) {
        all.append({.name = name, .bytes = bytes, .closes = {code}});
    }

    const Codec m_codec;
    const quint8 m_data; // the opcode of the codec's messages
};

/// 1: messages of all sizes at which the length is written differently, at once and in small pieces.
void Cases::messages() {
    for (qsizetype size : {0, 125, 126, 127, 128, 65535, 65536}) {
        const WebSocketCase one{.name = "1 a call of " + number(size), .bytes = whole("a", size), .ids = {"a"}};
        all.append(one);
        all.append(one);
        all.last().name += " in pieces of 997";
        all.last().step = 997;
        if (size <= 128) {
            all.append(one);
            all.last().name += " in single bytes";
            all.last().step = 1;
        }
    }
    const QByteArray other = rawFrame(fin | (m_codec == Codec::Json ? 2 : 1), "x");
    refused("1 the other kind of message", other, wrongType);
    refused("1 the other kind of message, empty", rawFrame(other.front(), ""), wrongType);
}

/// 2: each ping gets its pong with the same bytes, pongs get nothing.
void Cases::pings() {
    const QByteArray most(125, char(0xfe));
    for (const QByteArray& payload : {QByteArray(), QByteArray("hello"), QByteArray::fromHex("00fffefdfcfb00ff"), most})
        all.append({.name = "2 a ping of " + number(payload.size()),
                    .bytes = rawFrame(pingFrame, payload),
                    .pongs = {payload}});
    all.append({.name = "2.6 a ping in single bytes", .bytes = rawFrame(pingFrame, most), .step = 1, .pongs = {most}});
    refused("2.5 a ping of 126", rawFrame(pingFrame, QByteArray(126, 'x')));
    refused("2.5 a pong of 126", rawFrame(pongFrame, QByteArray(126, 'x')));
    all.append({.name = "2.7 a pong nobody asked for", .bytes = rawFrame(pongFrame, "")});
    all.append({.name = "2.8 a pong nobody asked for, with bytes", .bytes = rawFrame(pongFrame, "unasked")});
    all.append({.name = "2.9 a pong, then a ping",
                .bytes = rawFrame(pongFrame, "unasked") + rawFrame(pingFrame, "asked"),
                .pongs = {"asked"}});
    WebSocketCase ten{.name = "2.10 ten pings"};
    for (int i = 0; i < 10; ++i) {
        ten.bytes += rawFrame(pingFrame, "ping " + number(i));
        ten.pongs.append("ping " + number(i));
    }
    all.append(ten);
    ten.name = "2.11 ten pings in single bytes";
    ten.step = 1;
    all.append(ten);
}

/// 3, 4: bits and opcodes that mean nothing yet.
void Cases::reserved() {
    for (quint8 bits = 1; bits <= 7; ++bits) {
        const auto reserved = quint8(bits << 4);
        refused("3 reserved bits " + number(bits), rawFrame(fin | reserved | m_data, call("a")));
        refused("3 reserved bits on a ping " + number(bits), rawFrame(pingFrame | reserved, "x"));
        refused("3 reserved bits on a close " + number(bits), rawFrame(closeFrame | reserved, "\x03\xe8"));
        refused("3 reserved bits behind a call " + number(bits),
                whole("a") + rawFrame(fin | reserved | m_data, call("b")) + rawFrame(pingFrame, ""));
        all.last().ids = {"a"};
        all.last().step = bits % 2;
    }
    refused("3 reserved bits on the last piece", rawFrame(m_data, "x") + rawFrame(fin | 0x40 | continuation, "x"));
    for (const quint8 opcode : {3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
        refused("4 opcode " + number(opcode), rawFrame(fin | opcode, ""));
        refused("4 opcode with bytes " + number(opcode), rawFrame(fin | opcode, "reserved"));
        refused("4 opcode between calls " + number(opcode),
                whole("a") + rawFrame(fin | opcode, "x") + whole("b") + rawFrame(pingFrame, ""));
        all.last().ids = {"a"};
        refused("4 opcode between pieces " + number(opcode), rawFrame(m_data, "x") + rawFrame(fin | opcode, "x"));
    }
}

/// 5: messages in pieces, with control frames in between.
void Cases::fragmented() {
    const QByteArray message = call("a", 200);
    const auto piece = [&](quint8 first, qsizetype from, qsizetype size) {
        return rawFrame(first, message.mid(from, size));
    };
    refused("5.1 a ping in pieces", rawFrame(0x9, "fragment1") + rawFrame(fin | continuation, "fragment2"));
    refused("5.2 a pong in pieces", rawFrame(0xa, "fragment1") + rawFrame(fin | continuation, "fragment2"));
    refused("5 a close in pieces", rawFrame(0x8, "\x03\xe8") + rawFrame(fin | continuation, "x"));
    const QByteArray halves = piece(m_data, 0, 100) + piece(fin | continuation, 100, 100);
    const QByteArray withPing =
        piece(m_data, 0, 100) + rawFrame(pingFrame, "ping") + piece(fin | continuation, 100, 100);
    for (qsizetype step : {0, 1}) {
        const QByteArray how = step ? " in single bytes" : "";
        all.append({.name = "5.3 two pieces" + how, .bytes = halves, .step = step, .ids = {"a"}});
        all.append(
            {.name = "5.6 a ping between" + how, .bytes = withPing, .step = step, .ids = {"a"}, .pongs = {"ping"}});
    }
    const QByteArray rest = rawFrame(fin | continuation, "non-continuation");
    refused("5.9 nothing to go on with", rest + whole("a"));
    refused("5.10 nothing to go on with, unfinished", rawFrame(continuation, "x") + whole("a"));
    refused("5.11 nothing to go on with, after a whole message", whole("a") + rest);
    all.last().ids = {"a"};
    refused("5.16 again and again nothing to go on with",
            rawFrame(continuation, "x") + halves + rawFrame(continuation, ""));
    all.append({.name = "5.15 two pieces, then one of nothing",
                .bytes = halves + rawFrame(continuation, "fragment3") + whole("b"),
                .ids = {"a"},
                .closes = {protocolError}});
    refused("5.18 a message within a message", rawFrame(m_data, "fragment1") + rawFrame(fin | m_data, "fragment2"));
    for (qsizetype step : {0, 1}) {
        all.append({.name = step ? "5.20 five pieces, two pings, in single bytes" : "5.19 five pieces, two pings",
                    .bytes = piece(m_data, 0, 40) + piece(continuation, 40, 40) + rawFrame(pingFrame, "1") +
                             piece(continuation, 80, 40) + piece(continuation, 120, 40) + rawFrame(pingFrame, "2") +
                             piece(fin | continuation, 160, 40),
                    .step = step,
                    .ids = {"a"},
                    .pongs = {"1", "2"}});
    }
    all.append({.name = "5 empty pieces around",
                .bytes = rawFrame(m_data, "") + rawFrame(continuation, "") + rawFrame(continuation, message) +
                         rawFrame(continuation, "") + rawFrame(fin | continuation, ""),
                .ids = {"a"}});
    all.append({.name = "5 a pong between pieces",
                .bytes = piece(m_data, 0, 9) + rawFrame(pongFrame, "x") + piece(fin | continuation, 9, 191),
                .ids = {"a"}});
    all.append({.name = "10.1 64 KiB in pieces of 1300",
                .bytes = fragments(call("a", limits::frameBytes), m_codec, 1300),
                .ids = {"a"}});
}

/// 7.1, 7.3, 7.5: one close frame is answered by one, and that is all.
void Cases::closing() {
    const QByteArray bye = rawFrame(closeFrame, "\x03\xe8");
    const auto ends = [this](const QByteArray& name, const QByteArray& bytes, const QList<QByteArray>& ids = {}) {
        all.append({.name = name, .bytes = bytes, .ids = ids, .closes = {normal}});
    };
    ends("7.1.1 a call, then a close", whole("a") + bye, {"a"});
    ends("7.1.2 two closes", bye + bye);
    ends("7.1.3 a ping behind a close", bye + rawFrame(pingFrame, "x"));
    ends("7.1.4 a call behind a close", bye + whole("a"));
    ends("7.1.5 a close within a message",
         rawFrame(m_data, call("a", 200).first(100)) + bye + rawFrame(fin | continuation, call("a", 200).sliced(100)));
    ends("7.1.6 64 KiB, a close and a ping", whole("a", 65536) + bye + rawFrame(pingFrame, ""), {"a"});
    ends("7 rubbish behind a close", bye + QByteArray(1000, char(0xff)));
    all.append({.name = "7.3.1 a close with nothing", .bytes = rawFrame(closeFrame, ""), .closes = {noCode, normal}});
    refused("7.3.2 a close of one byte", rawFrame(closeFrame, "a"));
    ends("7.3.3 a close with a code", bye);
    ends("7.3.4 a close with a reason", rawFrame(closeFrame, "\x03\xe8Hello"));
    ends("7.3.5 a close with the longest reason", rawFrame(closeFrame, "\x03\xe8" + QByteArray(123, '*')));
    refused("7.3.6 a close of 126 bytes", rawFrame(closeFrame, "\x03\xe8" + QByteArray(124, '*')));
    refused("7.5.1 a reason that is not UTF-8",
            rawFrame(closeFrame, QByteArray::fromHex("03e8cebae1bdb9cf83cebcceb5eda080656469746564")), notUtf8);
    refused("7.5 a reason that is cut off", rawFrame(closeFrame, QByteArray::fromHex("03e8e282")), notUtf8);
    all.append({.name = "7 a close in single bytes", .bytes = bye, .step = 1, .closes = {normal}});
}

/// 7.7, 7.9, 7.13: which codes may be sent.
void Cases::closeCodes() {
    const auto close = [](quint16 code) {
        QByteArray payload(2, Qt::Uninitialized);
        qToBigEndian(code, payload.data());
        return rawFrame(closeFrame, payload + "reason");
    };
    for (const quint16 code : {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999}) {
        all.append({.name = "7.7 code " + number(code), .bytes = close(code), .closes = {code}});
        if (code != normal)
            all.last().closes.append(normal); // it may be echoed, as most do (5.5.1), or be understood
    }
    for (const quint16 code : {1012, 1013, 1014}) // registered since, and unknown to QWebSocket
        all.append({.name = "7.7 code " + number(code),
                    .bytes = close(code),
                    .closes = {code, normal},
                    .closesOnQt = {protocolError}});
    for (const quint16 code : {0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535})
        refused("7.9 code " + number(code), close(code));
}

/// 9: up to the bound, in any pieces, and beyond it.
void Cases::sizes() {
    const QByteArray largest = call("a", limits::frameBytes);
    for (qsizetype size : {1024, 4096, 16384, 32768, 65000})
        all.append({.name = "9.1 " + number(size) + " bytes", .bytes = whole("a", size), .ids = {"a"}});
    for (qsizetype step : {512, 1024, 4096, 16384, 32768})
        all.append({.name = "9.3 64 KiB in fragments of " + number(step),
                    .bytes = fragments(largest, m_codec, step),
                    .ids = {"a"}});
    all.append(
        {.name = "9.3 4 KiB in fragments of 64", .bytes = fragments(call("a", 4096), m_codec, 64), .ids = {"a"}});
    for (qsizetype step : {64, 128, 256, 512, 1024, 2048})
        all.append({.name = "9.5 64 KiB in pieces of TCP of " + number(step),
                    .bytes = rawFrame(fin | m_data, largest),
                    .step = step,
                    .ids = {"a"}});
    for (qsizetype size : {0, 256, 1024, 4096}) {
        WebSocketCase many{.name = "9.7 many calls of " + number(size)};
        for (int i = 0; i < 400; ++i) {
            many.bytes += whole(number(i), size);
            many.ids.append(number(i));
        }
        all.append(many);
    }
    const QByteArray over = call("a", limits::frameBytes + 1);
    refused("9 64 KiB and a byte", rawFrame(fin | m_data, over), tooBig);
    refused("9 64 KiB and a byte, its header only", rawFrame(fin | m_data, over).first(14), tooBig);
    refused("9 64 KiB and a byte in fragments of 4096", fragments(over, m_codec, 4096), tooBig);
    refused("9 64 KiB and a byte, one in the last fragment", fragments(over, m_codec, limits::frameBytes), tooBig);
    refused("9 a quintillion bytes", char(fin | m_data) + QByteArray::fromHex("ff0fffffffffffffff12345678"), tooBig);
    refused("9 a length with its highest bit", char(fin | m_data) + QByteArray::fromHex("ffffffffffffffffff12345678"));
    all.last().closes.append(tooBig);
}

void Cases::sizesBeforeSignIn() {
    const qsizetype most = limits::frameBytesBeforeSignIn;
    const auto before = [this](const QByteArray& name, const QByteArray& bytes, bool isGood) {
        all.append({.name = "before the sign-in: " + name, .bytes = bytes, .signedIn = false});
        if (isGood)
            all.last().ids = {"a"};
        else
            all.last().closes = {tooBig};
    };
    before("a call", whole("a"), true);
    before("4 KiB", whole("a", most), true);
    before("4 KiB in fragments of 100", fragments(call("a", most), m_codec, 100), true);
    before("a byte more", whole("a", most + 1), false);
    before("a byte more, its header only", whole("a", most + 1).first(8), false);
    before("a byte more, in fragments", fragments(call("a", most + 1), m_codec, 1000), false);
    all.append(
        {.name = "before the sign-in: a ping", .bytes = rawFrame(pingFrame, "p"), .signedIn = false, .pongs = {"p"}});
}

/// 5.1, 5.2 and 5.3 of the RFC, which Autobahn takes for granted.
void Cases::masksAndLengths() {
    for (const char* mask : {"00000000", "ffffffff", "00ff00ff", "01000000", "00000001"})
        all.append({.name = QByteArray("mask ") + mask,
                    .bytes = rawFrame(fin | m_data, call("a", 131), QByteArray::fromHex(mask)) +
                             rawFrame(pingFrame, "ping", QByteArray::fromHex(mask)),
                    .ids = {"a"},
                    .pongs = {"ping"}});
    refused("no mask", rawFrame(fin | m_data, call("a"), {}));
    refused("no mask, and empty", rawFrame(fin | m_data, "", {}));
    refused("no mask on a ping", rawFrame(pingFrame, "x", {}));
    refused("no mask on a close", rawFrame(closeFrame, "\x03\xe8", {}));
    refused("no mask on the second piece", rawFrame(m_data, "x") + rawFrame(fin | continuation, "x", {}));
    const QByteArray key = "abcd";
    refused("a length in 16 bits without need", rawFrame(fin | m_data, call("a"), key, LengthForm::Bits16));
    refused("a length in 64 bits without need", rawFrame(fin | m_data, call("a", 300), key, LengthForm::Bits64));
    refused("a ping's length in 16 bits", rawFrame(pingFrame, "x", key, LengthForm::Bits16));
    refused("a ping's length in 64 bits", rawFrame(pingFrame, "x", key, LengthForm::Bits64));
}

/// Frames that cost work and carry nothing.
void Cases::floods() {
    QByteArray pings;
    QByteArray pongs;
    QByteArray pieces = rawFrame(m_data, "x");
    QByteArray nothing = rawFrame(m_data, "");
    QByteArray messages;
    for (int i = 0; i < 2000; ++i) {
        pings += rawFrame(pingFrame, QByteArray(125, 'p'));
        pongs += rawFrame(pongFrame, "");
        pieces += rawFrame(continuation, "x");
        nothing += rawFrame(continuation, "");
        messages += rawFrame(fin | m_data, "");
    }
    refused("a flood of pongs", pongs, flooding);
    refused("a flood of pieces", pieces, flooding);
    refused("a flood of empty pieces", nothing, flooding);
    refused("a flood of empty messages", messages, flooding);
    all.last().ids = QList<QByteArray>(2000, QByteArray()); // each is answered as malformed, as long as it lasts
    refused("a flood of pings", pings, flooding);
    all.last().pongs = QList<QByteArray>(2000, QByteArray(125, 'p')); // those before the end
}

} // namespace

QByteArray rawFrame(quint8 first, const QByteArray& payload, const QByteArray& mask, LengthForm form) {
    const auto size = quint64(payload.size());
    if (form == LengthForm::Shortest && size > 125)
        form = size > 65535 ? LengthForm::Bits64 : LengthForm::Bits16;
    const int maskBit = mask.isEmpty() ? 0 : 0x80;
    QByteArray frame(1, char(first));
    if (form == LengthForm::Shortest) {
        frame += char(maskBit | int(size));
    } else if (form == LengthForm::Bits16) {
        frame += char(maskBit | 126);
        frame.resize(4);
        qToBigEndian(quint16(size), frame.data() + 2);
    } else {
        frame += char(maskBit | 127);
        frame.resize(10);
        qToBigEndian(size, frame.data() + 2);
    }
    frame += mask;
    QByteArray hidden = payload;
    for (qsizetype i = 0; i < hidden.size() && !mask.isEmpty(); ++i)
        hidden[i] = char(hidden[i] ^ mask[i % 4]);
    return frame + hidden;
}

QByteArray callNamed(const QByteArray& id, Codec codec, qsizetype size) {
    const auto padded = [&](qsizetype padding) -> QByteArray {
        if (codec == Codec::Json) // by hand, since the id may be what no encoder writes
            return R"({"jsonrpc":"2.0","id":")" + id + R"(","method":"no.method","padding":")" +
                   QByteArray(padding, 'x') + "\"}";
        QCborMap call = test::treeOf(jsonrpc::writeCall(0, RoomList{}, Codec::Cbor));
        call.insert(QStringLiteral("id"), QString::fromUtf8(id));
        call.insert(QStringLiteral("method"), QStringLiteral("no.method"));
        call.insert(QStringLiteral("padding"), QString(padding, u'x'));
        return encodeFrame(call, codec);
    };
    // The length of the padding takes bytes of its own in CBOR: guess, then put right.
    const qsizetype bare = padded(0).size();
    if (size <= bare)
        return padded(0);
    const QByteArray guessed = padded(size - bare);
    return guessed.size() == size ? guessed : padded(size - bare - (guessed.size() - size));
}

QByteArray fragments(const QByteArray& message, Codec codec, qsizetype step) {
    QByteArray frames;
    for (qsizetype at = 0; at < message.size(); at += step) {
        const quint8 opcode = at == 0 ? opcodeOf(codec) : continuation;
        frames += rawFrame(at + step < message.size() ? opcode : quint8(fin | opcode), message.mid(at, step));
    }
    return frames;
}

QList<WebSocketCase> webSocketCases(Codec codec) {
    Cases cases(codec);
    cases.messages();
    cases.pings();
    cases.reserved();
    cases.fragmented();
    cases.closing();
    cases.closeCodes();
    cases.sizes();
    cases.sizesBeforeSignIn();
    cases.masksAndLengths();
    cases.floods();
    return cases.all;
}

} // namespace confab::test
