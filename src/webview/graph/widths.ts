/** How wide texts are on the page. */

/** In the page's own font. Where there is no canvas to measure on: an average. */
export function createWidthOf(): (text: string, size: number) => number {
  const context = document.createElement('canvas').getContext('2d');
  const family = getComputedStyle(document.body).fontFamily;
  return (text, size) => {
    if (context === null) return text.length * size * 0.55;
    context.font = `${size}px ${family}`;
    return context.measureText(text).width;
  };
}
