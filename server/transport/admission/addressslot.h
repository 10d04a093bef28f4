// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/mailbox.h"
#include "server/transport/admission/network.h"

namespace confab {

/// A socket's place among those of its address. The destructor gives it back, on any thread.
/// Thread: one at a time. Owned by: the owner of the socket.
class AddressSlot {
public:
    AddressSlot() = default; ///< of no address: nothing is counted
    AddressSlot(AddressSlot&& other) noexcept { *this = std::move(other); }
    AddressSlot& operator=(AddressSlot&& other) noexcept {
        std::swap(m_changes, other.m_changes);
        std::swap(m_network, other.m_network);
        std::swap(m_signedIn, other.m_signedIn);
        return *this;
    }
    ~AddressSlot();

    /// Moves it out of, or back into, the count of those not signed in.
    void setSignedIn(bool signedIn);

private:
    friend class ConnectionLimiter;
    struct SlotChange {
        Network network;
        bool hasGone = false;
        bool signedIn = false; ///< now; before it went
    };
    using SlotChanges = Mailbox<SlotChange>;
    AddressSlot(SlotChanges& changes, Network network) : m_changes(&changes), m_network(network) {}

    SlotChanges* m_changes = nullptr;
    Network m_network;
    bool m_signedIn = false;
};

} // namespace confab
