// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/models/stageprograms.h"

#include <algorithm>

namespace confab::test {

/// Of the length of a real one.
Secret StagePrograms::secret(const char* prefix) {
    const QString tail = QStringLiteral("%1").arg(++m_secrets, 43, 36, QLatin1Char('x'));
    return Secret{QString(QString::fromLatin1(prefix) % tail)};
}

std::optional<Result<Answer>> StagePrograms::answer(const Request& request) {
    const auto made = [this](const Hook& hook) {
        HookAdded answer{hook, {}, {}};
        if (hook.url)
            answer.key = secret("");
        else
            answer.path = secret("/hooks/confab_hook_");
        return answer;
    };
    if (const auto* add = std::get_if<HookAdd>(&request)) {
        const UtcTime now = UtcTime::now();
        m_hooks.append({++m_last, add->room, add->name, UserId{m_last}, UserId{1}, now, add->url, add->command});
        return made(m_hooks.last());
    }
    if (const auto* list = std::get_if<HookList>(&request)) {
        HooksAnswer answer;
        std::ranges::copy_if(m_hooks, std::back_inserter(answer.hooks),
                             [list](const Hook& hook) { return hook.room == list->room; });
        return answer;
    }
    if (const auto* renew = std::get_if<HookRenew>(&request)) {
        const auto found = std::ranges::find(m_hooks, renew->hook, &Hook::id);
        return found == m_hooks.end() ? Result<Answer>(fail(ErrorKind::InputInvalid)) : Result<Answer>(made(*found));
    }
    if (const auto* remove = std::get_if<HookRemove>(&request)) {
        m_hooks.removeIf([remove](const Hook& hook) { return hook.id == remove->hook; });
        return Empty{};
    }
    if (std::optional<Result<Answer>> answered = aboutBots(request))
        return answered;
    return m_devices.answer(request);
}

std::optional<Result<Answer>> StagePrograms::aboutBots(const Request& request) {
    if (const auto* add = std::get_if<BotAdd>(&request)) {
        if (std::ranges::any_of(m_bots, [add](const Bot& bot) { return bot.name == add->name; }))
            return fail(Error::invalid(QStringLiteral("params.name"), QStringLiteral("name: there is one")));
        m_bots.append({UserId{++m_last}, add->name, UtcTime::now(), add->rooms});
        return BotAdded{m_bots.last(), secret("confab_bot_")};
    }
    if (std::holds_alternative<BotList>(request))
        return BotsAnswer{m_bots, m_others};
    if (const auto* renew = std::get_if<BotRenew>(&request)) {
        const auto found = std::ranges::find(m_bots, renew->bot, &Bot::id);
        return found == m_bots.end() ? Result<Answer>(fail(ErrorKind::InputInvalid))
                                     : Result<Answer>(BotAdded{*found, secret("confab_bot_")});
    }
    if (const auto* remove = std::get_if<BotRemove>(&request)) {
        QList<Bot>& from = remove->room ? m_others : m_bots;
        from.removeIf([remove](const Bot& bot) { return bot.id == remove->bot; });
        return Empty{};
    }
    return {};
}

} // namespace confab::test
