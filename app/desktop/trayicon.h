// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/desktop/traynews.h"
#include "app/desktop/traytypes.h"

namespace confab::desktop {

/// trayImage() in the sizes of trays, as the bus has them.
TrayPixmaps trayPixmaps(const TrayNews& news);

} // namespace confab::desktop
