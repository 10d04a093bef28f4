// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fuzz/hubpromise.h"

#include "server/api/signalr/hubprotocol.h"

#include <QCborMap>

#include <algorithm>

namespace confab {

namespace {

using signalr::HubMessage;
using signalr::HubProtocol;
using signalr::Invocation;

/// Whether the other protocol can say it: JSON has no byte strings, and doubles only that are numbers.
bool isPlain(const QCborValue& value) {
    if (value.isArray()) {
        const QCborArray members = value.toArray();
        return std::all_of(members.begin(), members.end(), isPlain);
    }
    if (value.isMap()) {
        const QCborMap members = value.toMap();
        return std::all_of(members.begin(), members.end(), [](const auto& member) { return isPlain(member.second); });
    }
    return value.isString() || value.isInteger() || value.isBool() || value.isNull();
}

const char* brokenByInvocation(const Invocation& invocation, HubProtocol protocol) {
    const QByteArray written = signalr::invocation(invocation.target, invocation.arguments, protocol);
    QByteArrayView rest(written);
    const Result<HubMessage> again = signalr::takeMessage(rest, protocol);
    const auto* same = again ? std::get_if<Invocation>(&*again) : nullptr;
    if (!same || !rest.isEmpty())
        return "what was written can't be read";
    if (same->target != invocation.target)
        return "a target was written that reads differently";
    const bool isSame = same->arguments == invocation.arguments || !isPlain(invocation.arguments);
    return isSame ? nullptr : "arguments were written that read differently";
}

const char* brokenByMessages(QByteArrayView bytes, HubProtocol protocol) {
    while (!bytes.isEmpty()) {
        const qsizetype before = bytes.size();
        const Result<HubMessage> message = signalr::takeMessage(bytes, protocol);
        if (!message)
            return message.error().kind == ErrorKind::ParseError ? nullptr : "refused with an error of another kind";
        if (bytes.size() >= before)
            return "a message was read that took no bytes";
        const auto* invocation = std::get_if<Invocation>(&*message);
        if (const char* broken = invocation ? brokenByInvocation(*invocation, protocol) : nullptr)
            return broken;
    }
    return nullptr;
}

const char* brokenByHandshake(QByteArrayView bytes) {
    const qsizetype before = bytes.size();
    const Result<HubProtocol> agreed = signalr::takeHandshake(bytes);
    if (agreed)
        return bytes.size() < before ? brokenByMessages(bytes, *agreed) : "a handshake took no bytes";
    const ErrorKind kind = agreed.error().kind;
    if (kind == ErrorKind::InputInvalid)
        return signalr::handshakeAnswer(agreed.error().message).endsWith('\x1e') ? nullptr : "a refusal has no end";
    return kind == ErrorKind::ParseError ? nullptr : "a handshake is refused with an error of another kind";
}

} // namespace

const char* brokenHubPromise(const QByteArray& bytes) {
    if (bytes.startsWith('j'))
        return brokenByMessages(QByteArrayView(bytes).sliced(1), HubProtocol::Json);
    if (bytes.startsWith('m'))
        return brokenByMessages(QByteArrayView(bytes).sliced(1), HubProtocol::MessagePack);
    return brokenByHandshake(bytes);
}

} // namespace confab
