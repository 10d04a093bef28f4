// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/redis/clusterpubsub.h"
#include "server/redis/singlepubsub.h"

namespace confab {

std::unique_ptr<PubSub> makePubSub(RedisAddress address, PubSubListener& listener, RedisLimits limits) {
    if (address.cluster)
        return std::make_unique<ClusterPubSub>(std::move(address), listener, limits);
    return std::make_unique<SinglePubSub>(std::move(address), listener, limits);
}

} // namespace confab
