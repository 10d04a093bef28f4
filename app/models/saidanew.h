// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

class QObject;

namespace confab::models {

/// Has the views ask every model again that QML reaches from `root` by properties, as after a change of the language:
/// rows keep their order and their places.
void sayRowsAnew(QObject& root);

} // namespace confab::models
