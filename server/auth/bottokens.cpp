// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/auth/bottokens.h"

#include "server/auth/tokens.h"

#include <algorithm>

namespace confab {

namespace {

constexpr QLatin1String botPrefix("confab_bot_");
constexpr QLatin1String hookPrefix("confab_hook_");
constexpr qsizetype randomChars = 43; // newRefreshToken(): 32 bytes in base64url

Secret behind(QLatin1String prefix) {
    return Secret{QString(prefix % newRefreshToken().value)};
}

bool isBehind(QLatin1String prefix, const QString& text) {
    const auto isBase64Url = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'-' ||
               c == u'_';
    };
    return text.startsWith(prefix) && text.size() == prefix.size() + randomChars &&
           std::all_of(text.cbegin(), text.cend(), isBase64Url);
}

} // namespace

Secret newBotToken() {
    return behind(botPrefix);
}

Secret newHookSecret() {
    return behind(hookPrefix);
}

bool isBotToken(const Secret& token) {
    return isBehind(botPrefix, token.value) || isHookSecret(token);
}

bool isHookSecret(const Secret& secret) {
    return isBehind(hookPrefix, secret.value);
}

} // namespace confab
