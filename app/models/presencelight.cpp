// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/presencelight.h"

namespace confab::models {

PresenceLight::Light PresenceLight::of(std::optional<Availability> presence) {
    if (!presence)
        return None;
    switch (*presence) {
    case Availability::Online:
        return Online;
    case Availability::Away:
        return Away;
    case Availability::DoNotDisturb:
        return DoNotDisturb;
    case Availability::Offline:
        break;
    }
    return Offline;
}

QString PresenceLight::words(Light light) {
    switch (light) {
    case Online:
        return tr("online");
    case Away:
        return tr("away");
    case DoNotDisturb:
        return tr("do not disturb");
    case Offline:
        return tr("offline");
    case None:
        break;
    }
    return {};
}

QString statusLine(const std::optional<UserStatus>& status) {
    if (!status)
        return {};
    return QString(status->emoji + u' ' + status->text).trimmed();
}

} // namespace confab::models
