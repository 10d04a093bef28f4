// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"

#include <QUrl>

namespace confab::client {

/// The WebSocket's URL of a server address as typed. `chat.example.org` means wss; a bare loopback address (localhost,
/// 127.0.0.1, [::1]) means ws on port 7450; `ws://`, `wss://`, `http://` and `https://` are taken as given. The path
/// becomes `/rt` unless the address has one of its own. InputInvalid with path "server" otherwise.
Result<QUrl> serverUrl(const QString& address);

/// The URL of one of the server's HTTP routes: `path` begins with a slash. The scheme is http for ws and https for wss;
/// what stands before `/rt` in the path stays before this one.
QUrl httpUrl(const QUrl& server, const QString& path);

/// The reverse for display: without `/rt`, and without a scheme that serverUrl() would choose again.
QString serverAddress(const QUrl& url);

} // namespace confab::client
