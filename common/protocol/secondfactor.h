// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/account.h"

/// A second factor beside the password: one-time codes of RFC 6238, and recovery codes.
namespace confab {

namespace limits {
inline constexpr int codeChars = 32;       // a recovery code, as people write it, with blanks and hyphens
inline constexpr int challengeChars = 200; // random
inline constexpr int recoveryCodes = 10;   // protocol.md
} // namespace limits

// ---- answers -------------------------------------------------------------------------------------------------------

/// A second factor that is not in use yet.
struct MfaOffer {
    Secret secret;    ///< base 32, to type
    Secret uri;       ///< otpauth://totp/…
    QList<Secret> qr; ///< `uri` as a QR code: rows of 0 (light) and 1, without a margin
    template <class Self = MfaOffer>
    static constexpr auto fields() {
        return std::tuple{field("secret", &Self::secret), field("uri", &Self::uri), field("qr", &Self::qr)};
    }
};

struct RecoveryCodes {
    QList<Secret> recoveryCodes; ///< each good for one sign-in; nobody is told them again
    template <class Self = RecoveryCodes>
    static constexpr auto fields() {
        return std::tuple{field("recoveryCodes", &Self::recoveryCodes)};
    }
};

// ---- requests ------------------------------------------------------------------------------------------------------

struct MfaBegin {
    static constexpr std::string_view method = "mfa.begin";
    static constexpr Access access = Access::SignedIn;
    using Answer = MfaOffer;
    Secret password;
    template <class Self = MfaBegin>
    static constexpr auto fields() {
        return std::tuple{field("password", &Self::password, {0, limits::passwordBytes})};
    }
};

/// From here on each sign-in by password asks for a code.
struct MfaConfirm {
    static constexpr std::string_view method = "mfa.confirm";
    static constexpr Access access = Access::SignedIn;
    using Answer = RecoveryCodes;
    Secret code;
    template <class Self = MfaConfirm>
    static constexpr auto fields() {
        return std::tuple{field("code", &Self::code, {0, limits::codeChars})};
    }
};

struct MfaDisable {
    static constexpr std::string_view method = "mfa.disable";
    static constexpr Access access = Access::SignedIn;
    using Answer = Empty;
    Secret password;
    Secret code; ///< a one-time code or a recovery code
    template <class Self = MfaDisable>
    static constexpr auto fields() {
        return std::tuple{field("password", &Self::password, {0, limits::passwordBytes}),
                          field("code", &Self::code, {0, limits::codeChars})};
    }
};

/// The second step of a sign-in that AuthCodeRequired began.
struct AccountCode {
    static constexpr std::string_view method = "account.code";
    static constexpr Access access = Access::Anyone;
    using Answer = Auth;
    Secret challenge;
    Secret code; ///< a one-time code or a recovery code
    template <class Self = AccountCode>
    static constexpr auto fields() {
        return std::tuple{field("challenge", &Self::challenge, {1, limits::challengeChars}),
                          field("code", &Self::code, {0, limits::codeChars})};
    }
};

} // namespace confab
