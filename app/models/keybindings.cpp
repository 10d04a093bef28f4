// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/keybindings.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace confab::models {

namespace {

QString settingOf(const CommandRow& command) {
    return QString(u"keys/" % QLatin1String(command.id));
}

/// Alone on a keypad, "Enter" is a key of its own.
QKeySequence sequenceOf(int key, int modifiers) {
    return QKeySequence(key | (modifiers & ~int(Qt::KeypadModifier)));
}

/// "; " between them, since "," and ";" may be keys.
QString written(const QList<QKeySequence>& keys, QKeySequence::SequenceFormat format) {
    QStringList texts;
    for (const QKeySequence& key : keys)
        texts.append(key.toString(format));
    return texts.join(QLatin1String("; "));
}

bool isModifier(int key) {
    return key == 0 || key == Qt::Key_unknown || (key >= Qt::Key_Shift && key <= Qt::Key_ScrollLock) ||
           (key >= Qt::Key_Super_L && key <= Qt::Key_Hyper_R) || key == Qt::Key_AltGr;
}

/// Whether typing a text needs the key.
bool isTyping(int key, int modifiers) {
    const bool isCommand = modifiers & int(Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    return !isCommand && key < Qt::Key_Escape; // those before it are characters
}

/// The window needs these as they are.
bool isFixed(int key, int modifiers) {
    return (key == Qt::Key_Escape || key == Qt::Key_Tab || key == Qt::Key_Backtab || key == Qt::Key_Backspace ||
            key == Qt::Key_Delete) &&
           !(modifiers & int(Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
}

/// Editing and moving need these wherever there is a field; in it they may be commands.
bool isOfFields(int key) {
    return key >= Qt::Key_Return && key <= Qt::Key_PageDown;
}

} // namespace

KeyBindings::KeyBindings(QSettings& settings) : m_settings(settings), m_keys(commandTable().size()) {
    for (const bool chosen : {true, false}) { // what the user chose comes before what nobody did
        for (int row = 0; row < rowCount(); ++row) {
            const QVariant own = settings.value(settingOf(commandAt(row)));
            if (own.isValid() == chosen)
                m_keys[size_t(row)] = freeOf(chosen ? own.toString() : QLatin1String(commandAt(row).keys));
        }
    }
}

int KeyBindings::rowOf(const QString& command) {
    const auto rows = commandTable();
    const auto found =
        std::ranges::find_if(rows, [&](const CommandRow& row) { return command == QLatin1String(row.id); });
    return found == rows.end() ? -1 : int(found - rows.begin());
}

int KeyBindings::ownerOf(const QKeySequence& key) const {
    for (int row = 0; row < rowCount(); ++row) {
        if (m_keys[size_t(row)].contains(key))
            return row;
    }
    return -1;
}

/// Those of a text that can be read and that no command has.
QList<QKeySequence> KeyBindings::freeOf(const QString& keys) const {
    QList<QKeySequence> found;
    const QStringList texts = keys.split(QLatin1String("; "), Qt::SkipEmptyParts);
    for (const QString& text : texts) {
        const QKeySequence key = QKeySequence::fromString(text, QKeySequence::PortableText);
        if (key.count() == 1 && key[0].key() != Qt::Key_unknown && ownerOf(key) < 0)
            found.append(key);
    }
    return found;
}

QString KeyBindings::commandOf(int key, int modifiers) const {
    const int row = isModifier(key) ? -1 : ownerOf(sequenceOf(key, modifiers));
    return row >= 0 ? QString::fromLatin1(commandAt(row).id) : QString();
}

QString KeyBindings::assign(const QString& command, int key, int modifiers) {
    const int row = rowOf(command);
    if (row < 0 || isModifier(key))
        return {};
    const QKeySequence wanted = sequenceOf(key, modifiers);
    const QString text = wanted.toString(QKeySequence::NativeText);
    const bool isWindows = commandAt(row).where == CommandRow::Window;
    const bool isBare = !(modifiers & int(Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    if (isTyping(key, modifiers) ||
        (isWindows && isBare && isOfFields(key) && key != Qt::Key_PageUp && key != Qt::Key_PageDown))
        return tr("%1 is needed for typing. Choose a key with Ctrl or Alt.").arg(text);
    if (isFixed(key, modifiers))
        return tr("%1 always does the same.").arg(text);
    if (const int owner = ownerOf(wanted); owner >= 0 && owner != row)
        return tr("%1 is the key of “%2”.").arg(text, nameOf(commandAt(owner)));
    set(row, {wanted});
    return {};
}

void KeyBindings::clear(const QString& command) {
    if (const int row = rowOf(command); row >= 0)
        set(row, {});
}

void KeyBindings::reset(const QString& command) {
    const int row = rowOf(command);
    if (row < 0)
        return;
    m_keys[size_t(row)].clear();
    set(row, freeOf(QLatin1String(commandAt(row).keys)));
}

void KeyBindings::resetAll() {
    for (QList<QKeySequence>& keys : m_keys)
        keys.clear();
    for (int row = 0; row < rowCount(); ++row)
        set(row, freeOf(QLatin1String(commandAt(row).keys)));
}

bool KeyBindings::isChanged(int row) const {
    return written(m_keys[size_t(row)], QKeySequence::PortableText) != QLatin1String(commandAt(row).keys);
}

void KeyBindings::set(int row, QList<QKeySequence> keys) {
    m_keys[size_t(row)] = std::move(keys);
    if (isChanged(row))
        m_settings.setValue(settingOf(commandAt(row)), written(m_keys[size_t(row)], QKeySequence::PortableText));
    else
        m_settings.remove(settingOf(commandAt(row)));
    Q_EMIT dataChanged(index(row), index(row));
    Q_EMIT keysChanged();
}

QVariantMap KeyBindings::hints() const {
    QVariantMap hints;
    for (int row = 0; row < rowCount(); ++row) {
        if (const QList<QKeySequence>& keys = m_keys[size_t(row)]; !keys.isEmpty())
            hints.insert(QString::fromLatin1(commandAt(row).id), keys.first().toString(QKeySequence::NativeText));
    }
    return hints;
}

QVariantMap KeyBindings::sequences() const {
    QVariantMap sequences;
    for (int row = 0; row < rowCount(); ++row)
        sequences.insert(QString::fromLatin1(commandAt(row).id), sequencesAt(row));
    return sequences;
}

QStringList KeyBindings::sequencesAt(int row) const {
    QStringList texts;
    for (const QKeySequence& key : m_keys[size_t(row)])
        texts.append(key.toString(QKeySequence::PortableText));
    return texts;
}

QString KeyBindings::nameOf(const CommandRow& command) {
    return QCoreApplication::translate("Commands", command.name);
}

std::span<const Role<KeyBindings>> KeyBindings::table() {
    using M = const KeyBindings&;
    static constexpr std::array<Role<KeyBindings>, 7> roles{{
        {"command", [](M m, int row) -> QVariant { return QString::fromLatin1(m.commandAt(row).id); }},
        {"name", [](M m, int row) -> QVariant { return nameOf(m.commandAt(row)); }},
        {"icon", [](M m, int row) -> QVariant { return QString::fromLatin1(m.commandAt(row).icon); }},
        {"keys", [](M m, int row) -> QVariant { return written(m.m_keys[size_t(row)], QKeySequence::NativeText); }},
        {"sequences", [](M m, int row) -> QVariant { return m.sequencesAt(row); }},
        {"anywhere", [](M m, int row) -> QVariant { return m.commandAt(row).where == CommandRow::Window; }},
        {"changed", [](M m, int row) -> QVariant { return m.isChanged(row); }},
    }};
    return roles;
}

int KeyBindings::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_keys.size());
}

QVariant KeyBindings::data(const QModelIndex& index, int role) const {
    return index.isValid() ? roleValue(table(), *this, index.row(), role) : QVariant();
}

QHash<int, QByteArray> KeyBindings::roleNames() const {
    return roleNamesOf(table());
}

} // namespace confab::models
