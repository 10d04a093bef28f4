// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QList>

#include <functional>

namespace confab::test {

/// What a scene asks of the server: "kill" and "start". False when it could not be done.
using SceneServer = std::function<bool(const QByteArray& what)>;

/// Plays one scene of play.mjs in Chromium, with people at these addresses, one after the other. Empty when all was as
/// it should be; otherwise what was not.
QByteArray playScene(const char* scene, const QList<QByteArray>& addresses, const SceneServer& server);

} // namespace confab::test
