// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/accountlist.h"

#include "app/models/formatting.h"
#include "app/models/workspace.h"

#include <QHostAddress>

#include <algorithm>

namespace confab::models {

namespace {

const QString namesKey = QStringLiteral("accounts/names");
const QString currentKey = QStringLiteral("accounts/current");
const QString first = QStringLiteral("1");

/// Of an address as client::serverAddress() writes it.
QString hostOf(const QString& address) {
    const QUrl url(address.contains(QLatin1String("://")) ? address : QString(u"wss://" % address));
    return url.host();
}

/// The part that names whose server it is: of "chat.example.org" that is "example".
QString tellingPart(const QString& host) {
    const QStringList parts = host.split(u'.', Qt::SkipEmptyParts);
    if (parts.isEmpty())
        return {};
    return parts[parts.size() > 2 ? parts.size() - 2 : 0];
}

qint64 colorOf(const QString& text) {
    qint64 sum = 0;
    for (const QChar c : text)
        sum = (sum * 31 + c.unicode()) % 1'000'003;
    return sum;
}

} // namespace

AccountList::AccountList(QSettings& settings, Maker maker) : m_settings(settings), m_maker(std::move(maker)) {
    const QStringList names = m_settings.value(namesKey).toStringList();
    for (const QString& name : names) {
        if (!isFull() && rowOf(name) < 0 && name.toInt() >= 1 && name.toInt() <= most)
            open(QString::number(name.toInt()));
    }
    if (m_entries.empty())
        open(first);
    m_current = std::max(0, rowOf(m_settings.value(currentKey).toString()));
    current().links()->claim();
    for (int row = count() - 1; row >= 0; --row) { // the program ended on the sign-in page of another account
        if (isUnused(row))
            remove(m_entries[size_t(row)].name);
    }
}

AccountList::~AccountList() {
    std::exchange(m_entries, {}).clear(); // what the accounts say at their end finds none of them
}

void AccountList::start(bool resumesCurrent) {
    for (int row = 0; row < count(); ++row)
        m_entries[size_t(row)].account->start(row != m_current || resumesCurrent);
}

void AccountList::open(const QString& name) {
    beginInsertRows({}, count(), count());
    m_entries.push_back({name, m_maker(name)});
    endInsertRows();
    watch(name, m_entries.back().account->workspace());
    Q_EMIT countChanged();
}

void AccountList::watch(const QString& name, Workspace& workspace) {
    workspace.setAccounts(this);
    const auto changedText = [this, name] { changed(name, {TitleRole, ShortNameRole, ColorIdRole}); };
    connect(workspace.me(), &CurrentUser::changed, this, changedText);
    connect(workspace.signIn(), &SignIn::accountChanged, this, changedText);
    connect(workspace.appearance()->language(), &Language::changed, this, changedText);
    connect(workspace.badges(), &Badges::changed, this, [this, name] {
        changed(name, {NumberRole, CallingRole});
        Q_EMIT badgesChanged();
    });
    // Queued: the sender is a part of what these may remove.
    connect(
        workspace.signIn(), &SignIn::entered, this, [this, name] { meetTwin(name); }, Qt::QueuedConnection);
    connect(
        workspace.signIn(), &SignIn::left, this, [this, name] { remove(name); }, Qt::QueuedConnection);
    connect(
        workspace.links(), &LinkOpener::leadsElsewhere, this, [this, name](const QString& link) { passOn(name, link); },
        Qt::QueuedConnection);
}

void AccountList::changed(const QString& name, const QList<int>& roles) {
    if (const int row = rowOf(name); row >= 0)
        Q_EMIT dataChanged(index(row), index(row), roles);
}

void AccountList::choose(int row) {
    if (row < 0 || row >= count() || row == m_current)
        return;
    const QString unused = isUnused(m_current) ? m_entries[size_t(m_current)].name : QString();
    turnTo(row);
    if (!unused.isEmpty())
        remove(unused);
}

void AccountList::turnTo(int row) {
    const int former = m_current;
    current().room()->setWatched(false); // the page that said so is gone
    m_current = row;
    Q_EMIT dataChanged(index(former), index(former), {CurrentRole});
    Q_EMIT dataChanged(index(row), index(row), {CurrentRole});
    current().links()->claim();
    write();
    Q_EMIT currentChanged();
}

void AccountList::step(int by) {
    choose(((m_current + by) % count() + count()) % count());
}

void AccountList::add() {
    for (int row = 0; row < count(); ++row) {
        if (isUnused(row))
            return choose(row);
    }
    if (isFull())
        return;
    open(freeName());
    write();
    choose(count() - 1);
}

/// Somebody signed in to an account that is open already: once is enough.
void AccountList::meetTwin(const QString& name) {
    const int row = rowOf(name);
    if (row < 0)
        return;
    SignIn& mine = *workspaceAt(row).signIn();
    for (int other = 0; other < count(); ++other) {
        const SignIn& theirs = *workspaceAt(other).signIn();
        if (other == row || theirs.state() != SignIn::SignedIn || theirs.serverAddress() != mine.serverAddress() ||
            theirs.email().compare(mine.email(), Qt::CaseInsensitive) != 0)
            continue;
        mine.signOut();
        return choose(other);
    }
}

void AccountList::remove(const QString& name) {
    const int row = rowOf(name);
    if (row < 0 || count() == 1)
        return;
    if (row == m_current)
        turnTo(row == 0 ? 1 : row - 1);
    beginRemoveRows({}, row, row);
    m_leaving.push_back(std::move(m_entries[size_t(row)].account));
    m_entries.erase(m_entries.begin() + row);
    if (m_current > row)
        --m_current;
    endRemoveRows();
    write();
    Q_EMIT countChanged();
    Q_EMIT badgesChanged();
    // After the page over its models, which the window deletes by an event of its own.
    QMetaObject::invokeMethod(
        this,
        [this] {
            for (const auto& account : m_leaving)
                account->forget();
            m_leaving.clear();
            current().links()->claim();
        },
        Qt::QueuedConnection);
}

void AccountList::write() {
    QStringList names;
    for (const Entry& entry : m_entries)
        names.append(entry.name);
    m_settings.setValue(namesKey, names);
    m_settings.setValue(currentKey, m_entries[size_t(m_current)].name);
}

bool AccountList::isUnused(int row) {
    const SignIn& signIn = *workspaceAt(row).signIn();
    return signIn.state() == SignIn::SignedOut && !signIn.isBusy() && !signIn.isReturning();
}

int AccountList::rowOf(const QString& name) const {
    const auto found = std::ranges::find(m_entries, name, &Entry::name);
    return found == m_entries.end() ? -1 : int(found - m_entries.begin());
}

QString AccountList::freeName() const {
    int number = 1;
    while (rowOf(QString::number(number)) >= 0)
        ++number;
    return QString::number(number);
}

int AccountList::rowOfLink(const QString& link) {
    for (int row = 0; row < count(); ++row) {
        if (workspaceAt(row).links()->leadsHere(link))
            return row;
    }
    return -1;
}

void AccountList::openLink(const QString& link) {
    choose(rowOfLink(link));
    current().links()->openText(link);
}

/// The account of this name has said that the link leads to another server.
void AccountList::passOn(const QString& name, const QString& link) {
    const int row = rowOf(name);
    const int other = rowOfLink(link);
    if (row < 0 || other < 0)
        return;
    workspaceAt(row).links()->dismiss();
    choose(other);
    current().links()->openText(link);
}

void AccountList::show(const Workspace& workspace) {
    for (int row = 0; row < count(); ++row) {
        if (&workspaceAt(row) == &workspace)
            return choose(row);
    }
}

int AccountList::number() const {
    int sum = 0;
    for (const Entry& entry : m_entries)
        sum += entry.account->workspace().badges()->number();
    return sum;
}

bool AccountList::isCalling() const {
    return std::ranges::any_of(m_entries,
                               [](const Entry& entry) { return entry.account->workspace().badges()->isCalling(); });
}

int AccountList::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : count();
}

/// Where neighbours have the same server, or one without a name.
bool AccountList::isNamedByPerson(int row) const {
    const QString host = hostOf(m_entries[size_t(row)].account->workspace().signIn()->serverAddress());
    const auto ofHost = [&host](const Entry& entry) {
        return hostOf(entry.account->workspace().signIn()->serverAddress()) == host;
    };
    return std::ranges::count_if(m_entries, ofHost) > 1 || !QHostAddress(host).isNull();
}

QString AccountList::shortName(int row) const {
    Workspace& workspace = m_entries[size_t(row)].account->workspace();
    return isNamedByPerson(row) ? workspace.me()->initials()
                                : initials(tellingPart(hostOf(workspace.signIn()->serverAddress())));
}

QVariant AccountList::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    Workspace& workspace = m_entries[size_t(index.row())].account->workspace();
    const QString server = workspace.signIn()->serverAddress();
    switch (role) {
    case TitleRole:
        if (workspace.signIn()->state() == SignIn::SignedOut && !workspace.signIn()->isReturning())
            return tr("New account");
        return workspace.me()->name().isEmpty() ? server : tr("%1, %2").arg(workspace.me()->name(), server);
    case ShortNameRole:
        return shortName(index.row());
    case ColorIdRole:
        return isNamedByPerson(index.row()) ? double(workspace.me()->userId()) : double(colorOf(server));
    case NumberRole:
        return workspace.badges()->number();
    case CallingRole:
        return workspace.badges()->isCalling();
    case CurrentRole:
        return index.row() == m_current;
    default:
        return {};
    }
}

QHash<int, QByteArray> AccountList::roleNames() const {
    return {{TitleRole, "title"},   {ShortNameRole, "shortName"}, {ColorIdRole, "colorId"},
            {NumberRole, "number"}, {CallingRole, "calling"},     {CurrentRole, "current"}};
}

} // namespace confab::models
