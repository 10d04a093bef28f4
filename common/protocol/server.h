// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/method.h"
#include "common/protocol/types.h"

/// The server itself: what it is, what it can do, and that it stops.
namespace confab {

// ---- answers -------------------------------------------------------------------------------------------------------

/// What a client needs to know before it has an account.
struct About {
    struct Limits {
        qint64 messageBytes = 0;
        qint64 fileBytes = 0; ///< 0: no files can be sent
        template <class Self = Limits>
        static constexpr auto fields() {
            return std::tuple{field("messageBytes", &Self::messageBytes), field("fileBytes", &Self::fileBytes)};
        }
    };
    QString id;   ///< of the installation: random, the same on all its nodes, outlives addresses and restores
    QString name; ///< for people
    QString version;
    Registration registration = Registration::Open;
    QList<QString> signIn; ///< ways to sign in: "password"
    Limits limits;
    template <class Self = About>
    static constexpr auto fields() {
        return std::tuple{field("id", &Self::id),           field("name", &Self::name),
                          field("version", &Self::version), field("registration", &Self::registration),
                          field("signIn", &Self::signIn),   field("limits", &Self::limits)};
    }
};

/// The OpenRPC document (openrpc.h): the answer is the document itself.
struct OpenRpc {
    QCborMap document;
    static constexpr auto whole() { return &OpenRpc::document; }
};

// ---- requests ------------------------------------------------------------------------------------------------------

/// Signs nobody in, so it may be on its way together with a call that does.
struct ServerAbout {
    static constexpr std::string_view method = "server.about";
    static constexpr Access access = Access::Anyone;
    using Answer = About;
    template <class Self = ServerAbout>
    static constexpr auto fields() {
        return std::tuple<>{};
    }
};

struct RpcDiscover {
    static constexpr std::string_view method = "rpc.discover";
    static constexpr Access access = Access::Anyone;
    using Answer = OpenRpc;
    template <class Self = RpcDiscover>
    static constexpr auto fields() {
        return std::tuple<>{};
    }
};

// ---- notifications -------------------------------------------------------------------------------------------------

struct ServerDrainingNotice {
    static constexpr std::string_view method = "server.draining";
    static constexpr bool ephemeral = false;
    qint64 retryAfterMs = 0;
    template <class Self = ServerDrainingNotice>
    static constexpr auto fields() {
        return std::tuple{field("retryAfterMs", &Self::retryAfterMs)};
    }
};

} // namespace confab
