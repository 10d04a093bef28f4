// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/eventdata.h"

#include <QString>

namespace confab {

/// An event of the log and its author's name.
struct NamedEvent {
    Event event;
    QString byName;
    bool isOwn = false; ///< stored by this node, which has already applied its effects
};

/// Of Sequencer.
inline Seq seqOf(const NamedEvent& event) {
    return event.event.seq;
}

} // namespace confab
