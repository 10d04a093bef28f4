// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/load/calls.h"

namespace confab::load {

namespace {

constexpr size_t numberDigits = 10;
constexpr size_t timeDigits = 20;

} // namespace

void putDigits(char* to, size_t digits, quint64 value) {
    for (size_t i = digits; i-- > 0; value /= 10)
        to[i] = char('0' + value % 10);
}

qint64 numberAt(std::string_view text, size_t at) {
    qint64 value = 0;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at)
        value = value * 10 + (text[at] - '0');
    return value;
}

std::string call(qint64 id, std::string_view method, std::string_view params) {
    std::string text;
    text.reserve(methodAt + method.size() + params.size() + 16);
    text += callHead;
    text.append(idDigits, '0');
    putDigits(text.data() + callHead.size(), idDigits, quint64(id));
    text += methodHead;
    text += method;
    text += R"(","params":)";
    text += params;
    text += '}';
    return text;
}

std::string resumeCall(const std::string& accessToken) {
    return call(signInId, "session.resume", R"({"accessToken":")" + accessToken + "\"}");
}

std::string enterCall(qint64 id, qint64 room) {
    return call(id, enterMethod, "{\"room\":" + std::to_string(room) + "}");
}

std::string searchCall(qint64 id, std::string_view params) {
    return call(id, "search.messages", params);
}

std::string historyCall(qint64 id, qint64 room, qint64 before, int limit) {
    return call(id, "room.history",
                "{\"room\":" + std::to_string(room) + ",\"before\":" + std::to_string(before) +
                    ",\"limit\":" + std::to_string(limit) + "}");
}

std::string sendCall(qint64 room, const Stamp& stamp) {
    std::string params = "{\"room\":" + std::to_string(room) + ",\"clientId\":\"";
    params.append(clientIdBytes, '0');
    putDigits(params.data() + params.size() - numberDigits, numberDigits, stamp.number);
    params += "\",\"body\":\"~";
    params.append(bodyBytes - 1, 'm');
    char* body = params.data() + params.size() - bodyBytes;
    putDigits(body + 1, numberDigits, stamp.number);
    body[1 + numberDigits] = ':';
    putDigits(body + 2 + numberDigits, timeDigits, quint64(stamp.sentAt));
    body[2 + numberDigits + timeDigits] = '~';
    params += "\"}";
    return call(firstMessageId + qint64(stamp.number), sendMethod, params);
}

} // namespace confab::load
