// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/appearance.h"

#include <QEvent>
#include <QFontDatabase>
#include <QFontInfo>
#include <QGuiApplication>
#include <QPalette>
#include <QStyleHints>

#include <chrono>
#include <utility>

namespace confab::models {

namespace {

const QString schemeKey = QStringLiteral("appearance/scheme");
const QString textScaleKey = QStringLiteral("appearance/textScale");
const QString reducedMotionKey = QStringLiteral("appearance/reducedMotion");
const QString compactKey = QStringLiteral("appearance/compact");
const QString contrastKey = QStringLiteral("appearance/contrast");
const QString showDetailsKey = QStringLiteral("window/showDetails");
const QString widthKey = QStringLiteral("window/width");
const QString heightKey = QStringLiteral("window/height");

constexpr double leastScale = 0.8, mostScale = 2.0;
constexpr QSize atFirst{1200, 780};
constexpr QSize least{360, 480};
constexpr QSize most{16384, 16384};
// The window manager's frame counts, and is known only once the window is shown.
constexpr QSize frame{8, 40};
constexpr auto rest = std::chrono::milliseconds(300);

QSize largestOn(QSize screen) {
    return screen.isEmpty() ? most : QSize(screen - frame).boundedTo(most);
}

QSize leastOn(QSize screen) {
    return least.boundedTo(largestOn(screen));
}

bool systemIsDark() {
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    return QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark;
#else
    const QPalette palette = QGuiApplication::palette();
    return palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness();
#endif
}

} // namespace

Appearance::Appearance(QSettings& settings)
    : m_settings(settings), m_language(settings),
      m_scheme(Scheme(qBound(0, settings.value(schemeKey, System).toInt(), int(Dark)))),
      m_textScale(qBound(leastScale, settings.value(textScaleKey, 1.0).toDouble(), mostScale)),
      m_reducedMotion(settings.value(reducedMotionKey, false).toBool()),
      m_compact(settings.value(compactKey, false).toBool()),
      m_contrast(Contrast(qBound(0, settings.value(contrastKey, ContrastOfSystem).toInt(), int(HighContrast)))),
      m_showDetails(settings.value(showDetailsKey, true).toBool()),
      m_codeFamily(QFontInfo(QFontDatabase::systemFont(QFontDatabase::FixedFont)).family()),
      m_appVersion(QCoreApplication::applicationVersion()), m_qtVersion(QString::fromLatin1(qVersion())) {
    m_resizing.setSingleShot(true);
    m_resizing.setInterval(rest);
    connect(&m_resizing, &QTimer::timeout, this, &Appearance::writeSize);
    qGuiApp->installEventFilter(this);
}

Appearance::~Appearance() {
    if (m_resizing.isActive())
        writeSize();
}

bool Appearance::eventFilter(QObject* object, QEvent* event) {
    const bool aboutTheme = event->type() == QEvent::ApplicationPaletteChange || event->type() == QEvent::ThemeChange;
    if (aboutTheme && object == qGuiApp)
        Q_EMIT changed();
    return QObject::eventFilter(object, event);
}

void Appearance::setScheme(Scheme scheme) {
    m_scheme = scheme;
    m_settings.setValue(schemeKey, int(scheme));
    Q_EMIT changed();
}

bool Appearance::isDark() const {
    return m_scheme == System ? systemIsDark() : m_scheme == Dark;
}

void Appearance::setTextScale(double scale) {
    m_textScale = qBound(leastScale, scale, mostScale);
    m_settings.setValue(textScaleKey, m_textScale);
    Q_EMIT changed();
}

void Appearance::setReducedMotion(bool reduced) {
    m_reducedMotion = reduced;
    m_settings.setValue(reducedMotionKey, reduced);
    Q_EMIT changed();
}

void Appearance::setCompact(bool compact) {
    m_compact = compact;
    m_settings.setValue(compactKey, compact);
    Q_EMIT changed();
}

void Appearance::setContrast(Contrast contrast) {
    m_contrast = contrast;
    m_settings.setValue(contrastKey, int(contrast));
    Q_EMIT changed();
}

bool Appearance::isHighContrast() const {
    return m_contrast == ContrastOfSystem ? m_systemContrast : m_contrast == HighContrast;
}

void Appearance::setSystemContrast(bool high) {
    if (std::exchange(m_systemContrast, high) != high)
        Q_EMIT changed();
}

void Appearance::setShowDetails(bool show) {
    m_showDetails = show;
    m_settings.setValue(showDetailsKey, show);
    Q_EMIT changed();
}

int Appearance::windowWidth() const {
    const int width = m_settings.value(widthKey, atFirst.width()).toInt();
    return qBound(leastWidth(), width, largestOn(m_screen).width());
}

int Appearance::windowHeight() const {
    const int height = m_settings.value(heightKey, atFirst.height()).toInt();
    return qBound(leastHeight(), height, largestOn(m_screen).height());
}

int Appearance::leastWidth() const {
    return leastOn(m_screen).width();
}

int Appearance::leastHeight() const {
    return leastOn(m_screen).height();
}

void Appearance::rememberSize(int width, int height) {
    m_size = QSize(width, height);
    m_resizing.start();
}

void Appearance::writeSize() {
    m_settings.setValue(widthKey, m_size.width());
    m_settings.setValue(heightKey, m_size.height());
}

} // namespace confab::models
