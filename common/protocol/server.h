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
        static constexpr auto fields() {
            return std::tuple{field("messageBytes", &Limits::messageBytes), field("fileBytes", &Limits::fileBytes)};
        }
    };
    QString id;   ///< of the installation: random, the same on all its nodes, outlives addresses and restores
    QString name; ///< for people
    QString version;
    Registration registration = Registration::Open;
    QList<QString> signIn; ///< ways to sign in: "password"
    Limits limits;
    static constexpr auto fields() {
        return std::tuple{field("id", &About::id),           field("name", &About::name),
                          field("version", &About::version), field("registration", &About::registration),
                          field("signIn", &About::signIn),   field("limits", &About::limits)};
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
    static constexpr auto fields() { return std::tuple<>{}; }
};

struct RpcDiscover {
    static constexpr std::string_view method = "rpc.discover";
    static constexpr Access access = Access::Anyone;
    using Answer = OpenRpc;
    static constexpr auto fields() { return std::tuple<>{}; }
};

// ---- notifications -------------------------------------------------------------------------------------------------

struct ServerDrainingNotice {
    static constexpr std::string_view method = "server.draining";
    static constexpr bool ephemeral = false;
    qint64 retryAfterMs = 0;
    static constexpr auto fields() { return std::tuple{field("retryAfterMs", &ServerDrainingNotice::retryAfterMs)}; }
};

} // namespace confab
