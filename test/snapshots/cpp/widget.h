#pragma once

#include <memory>

SHOP_BEGIN_NAMESPACE

namespace shop::ui {

/// A thing on the screen.
class SHOP_API Widget : public QObject, public std::enable_shared_from_this<Widget> {
  Q_OBJECT
  Q_PROPERTY(int width READ width)

 public:
  SHOP_CONSTEXPR explicit Widget(int width);
  SHOP_INLINE int width() const { return width_; }
  operator bool() const;
  Widget &child(int at);

 signals:
  void resized(int width);

 private:
  int width_ = 0;
  static std::unique_ptr<Widget> instance_;
};

template <class T>
inline Widget &operator<<(Widget &widget, const T &value) {
  return widget;
}

inline Widget &Widget::child(int at) { return *this; }

}  // namespace shop::ui

SHOP_END_NAMESPACE
