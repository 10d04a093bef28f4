// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "server/transport/http/http.h"

namespace confab::rest {

/// What a request to a webhook says: {"text"} as JSON, or as the field `payload` of a form, or the field `text` of one;
/// without a text, those of {"attachments"}. InputInvalid.
Result<QString> hookText(const HttpRequest& request);

} // namespace confab::rest
