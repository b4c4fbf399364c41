import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Where javac says that each name of a project is defined: what npm run bench:relations scores Java against.
 *
 * <p>java Uses.java &lt;folder&gt; &lt;source directory in it&gt;… &gt; uses.jsonl, with Java 17 or newer. For gson:
 * java Uses.java gson gson/src/main/java
 *
 * <p>Nothing is fetched: names from libraries that are not there have no definition, as those of libraries that are. A
 * line a file, {"document": path}, a name, {"at": place, "defs": [place…], "local": boolean}, or a method with the
 * nearest that it overrides on a way up, {"overrides": [place, place]}; places are path:line:character, from 0,
 * characters in UTF-16; local is known inside one definition only.
 */
public class Uses {
  private static final Set<ElementKind> LOCAL_KINDS =
      Set.of(
          ElementKind.LOCAL_VARIABLE,
          ElementKind.PARAMETER,
          ElementKind.EXCEPTION_PARAMETER,
          ElementKind.RESOURCE_VARIABLE,
          ElementKind.TYPE_PARAMETER,
          ElementKind.BINDING_VARIABLE);

  private final Path root;
  private final Trees trees;
  private final SourcePositions positions;
  private final Elements elements;
  private final Types types;
  private final Map<CompilationUnitTree, String> texts = new HashMap<>();

  private Uses(Path root, JavacTask task) {
    this.root = root;
    this.trees = Trees.instance(task);
    this.positions = trees.getSourcePositions();
    this.elements = task.getElements();
    this.types = task.getTypes();
  }

  public static void main(String[] words) throws IOException {
    Path root = Paths.get(words[0]).toRealPath();
    List<Path> files = new ArrayList<>();
    for (String directory : List.of(words).subList(1, words.length)) {
      files.addAll(sourcesBelow(root.resolve(directory)));
    }
    JavacTask task = taskOf(files);
    List<CompilationUnitTree> units = new ArrayList<>();
    task.parse().forEach(units::add);
    task.analyze();
    Uses uses = new Uses(root, task);
    for (CompilationUnitTree unit : units) {
      uses.print(unit);
    }
  }

  /** Without module descriptors: modules ask for others that are not there. */
  private static List<Path> sourcesBelow(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths
          .filter(path -> path.toString().endsWith(".java"))
          .filter(path -> !path.endsWith("module-info.java"))
          .collect(Collectors.toList());
    }
  }

  /** Errors are of no interest: what javac cannot resolve has no definition. */
  private static JavacTask taskOf(List<Path> files) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null);
    List<String> options = List.of("-proc:none", "-Xmaxerrs", "100000");
    return (JavacTask)
        compiler.getTask(null, manager, error -> {}, options, null, manager.getJavaFileObjectsFromPaths(files));
  }

  private void print(CompilationUnitTree unit) {
    System.out.println("{\"document\":" + quoted(pathOf(unit)) + "}");
    new NameScanner(unit).scan(unit, null);
  }

  /** Finds the names of a file. */
  private class NameScanner extends TreePathScanner<Void, Void> {
    private final CompilationUnitTree unit;

    NameScanner(CompilationUnitTree unit) {
      this.unit = unit;
    }

    /** A static import stands for all that has its name. */
    @Override
    public Void visitImport(ImportTree tree, Void nothing) {
      MemberSelectTree name = (MemberSelectTree) tree.getQualifiedIdentifier();
      TreePath owner = new TreePath(new TreePath(getCurrentPath(), name), name.getExpression());
      Element type = tree.isStatic() ? trees.getElement(owner) : null;
      if (type != null) {
        for (Element member : type.getEnclosedElements()) {
          if (member.getSimpleName().equals(name.getIdentifier())) {
            printUse(unit, lastNameOf(name, name.getIdentifier().toString()), member);
          }
        }
      }
      return super.visitImport(tree, nothing);
    }

    @Override
    public Void visitIdentifier(IdentifierTree tree, Void nothing) {
      String name = tree.getName().toString();
      if (!name.equals("this") && !name.equals("super")) {
        printUse(unit, positions.getStartPosition(unit, tree), meant(getCurrentPath()));
      }
      return super.visitIdentifier(tree, nothing);
    }

    @Override
    public Void visitMemberSelect(MemberSelectTree tree, Void nothing) {
      String name = tree.getIdentifier().toString();
      if (!name.equals("class") && !name.equals("this") && !name.equals("*")) {
        printUse(unit, lastNameOf(tree, name), meant(getCurrentPath()));
      }
      return super.visitMemberSelect(tree, nothing);
    }

    @Override
    public Void visitMemberReference(MemberReferenceTree tree, Void nothing) {
      String name = tree.getName().toString();
      if (!name.equals("<init>")) {
        printUse(unit, lastNameOf(tree, name), trees.getElement(getCurrentPath()));
      }
      return super.visitMemberReference(tree, nothing);
    }

    @Override
    public Void visitMethod(MethodTree tree, Void nothing) {
      Element element = trees.getElement(getCurrentPath());
      if (element instanceof ExecutableElement && element.getKind() == ElementKind.METHOD) {
        printOverridden((ExecutableElement) element);
      }
      return super.visitMethod(tree, nothing);
    }

    private long lastNameOf(Tree tree, String name) {
      return positions.getEndPosition(unit, tree) - name.length();
    }
  }

  /** What a name stands for. The type in new Type(…) stands for its constructor, unless a class body follows. */
  private Element meant(TreePath path) {
    TreePath inner = path;
    TreePath outer = path.getParentPath();
    if (outer.getLeaf() instanceof ParameterizedTypeTree) {
      inner = outer;
      outer = outer.getParentPath();
    }
    if (outer.getLeaf() instanceof NewClassTree) {
      NewClassTree creation = (NewClassTree) outer.getLeaf();
      Element constructor = trees.getElement(outer);
      boolean isCreated = creation.getIdentifier() == inner.getLeaf() && creation.getClassBody() == null;
      if (isCreated && constructor != null) {
        return constructor;
      }
    }
    return trees.getElement(path);
  }

  private void printUse(CompilationUnitTree unit, long at, Element meant) {
    // The name of a package stands for no definition.
    if (meant == null || at < 0 || meant.getKind() == ElementKind.PACKAGE) {
      return;
    }
    List<String> definitions = new ArrayList<>();
    for (Element element : withOwner(meant)) {
      String place = definitionOf(element);
      if (place != null) {
        definitions.add(quoted(place));
      }
    }
    boolean isLocal = LOCAL_KINDS.contains(meant.getKind());
    String list = String.join(",", definitions);
    System.out.println(
        "{\"at\":" + quoted(placeOf(unit, at)) + ",\"defs\":[" + list + "],\"local\":" + isLocal + "}");
  }

  private void printOverridden(ExecutableElement method) {
    String from = definitionOf(method);
    TypeElement type = (TypeElement) method.getEnclosingElement();
    Set<ExecutableElement> found = new LinkedHashSet<>();
    addOverridden(method, type, type, found);
    for (ExecutableElement overridden : found) {
      String to = definitionOf(overridden);
      if (from != null && to != null) {
        System.out.println("{\"overrides\":[" + quoted(from) + "," + quoted(to) + "]}");
      }
    }
  }

  /** Looks behind a type only where it has none itself. */
  private void addOverridden(ExecutableElement method, TypeElement type, TypeElement below, Set<ExecutableElement> found) {
    for (TypeMirror each : types.directSupertypes(below.asType())) {
      Element base = types.asElement(each);
      if (!(base instanceof TypeElement)) {
        continue;
      }
      List<ExecutableElement> own =
          ElementFilter.methodsIn(base.getEnclosedElements()).stream()
              .filter(other -> elements.overrides(method, other, type))
              .collect(Collectors.toList());
      found.addAll(own);
      if (own.isEmpty()) {
        addOverridden(method, type, (TypeElement) base, found);
      }
    }
  }

  /** Naming a constructor names its class as well. */
  private static List<Element> withOwner(Element element) {
    boolean isConstructor = element.getKind() == ElementKind.CONSTRUCTOR;
    return isConstructor ? List.of(element, element.getEnclosingElement()) : List.of(element);
  }

  /** Where the name stands in a definition; null for what is not in the files, and for what has no name. */
  private String definitionOf(Element element) {
    TreePath path = trees.getPath(element);
    String name = nameOf(element);
    if (path == null || name.isEmpty()) {
      return null;
    }
    CompilationUnitTree unit = path.getCompilationUnit();
    int at = findName(textOf(unit), name, beforeName(unit, path.getLeaf(), element));
    return at < 0 ? null : placeOf(unit, at);
  }

  private static String nameOf(Element element) {
    boolean isConstructor = element.getKind() == ElementKind.CONSTRUCTOR;
    return (isConstructor ? element.getEnclosingElement() : element).getSimpleName().toString();
  }

  /** An offset from which the first word like the name is the name: behind modifiers and the type. */
  private long beforeName(CompilationUnitTree unit, Tree tree, Element element) {
    if (tree instanceof ClassTree) {
      return afterModifiers(unit, tree, ((ClassTree) tree).getModifiers());
    }
    if (tree instanceof MethodTree) {
      MethodTree method = (MethodTree) tree;
      long after = afterModifiers(unit, tree, method.getModifiers());
      boolean hasType = method.getReturnType() != null && element.getKind() != ElementKind.CONSTRUCTOR;
      return hasType ? positions.getEndPosition(unit, method.getReturnType()) : after;
    }
    if (tree instanceof VariableTree) {
      VariableTree variable = (VariableTree) tree;
      long after = afterModifiers(unit, tree, variable.getModifiers());
      boolean hasType = variable.getType() != null && element.getKind() != ElementKind.ENUM_CONSTANT;
      return hasType ? Math.max(after, positions.getEndPosition(unit, variable.getType())) : after;
    }
    return positions.getStartPosition(unit, tree);
  }

  private long afterModifiers(CompilationUnitTree unit, Tree tree, ModifiersTree modifiers) {
    return Math.max(positions.getStartPosition(unit, tree), positions.getEndPosition(unit, modifiers));
  }

  /** Offset of a whole word; -1 if it is not there. */
  private static int findName(String text, String name, long from) {
    int at = text.indexOf(name, (int) from);
    while (at >= 0 && (isNamePart(text, at - 1) || isNamePart(text, at + name.length()))) {
      at = text.indexOf(name, at + 1);
    }
    return at;
  }

  private static boolean isNamePart(String text, int at) {
    return at >= 0 && at < text.length() && Character.isJavaIdentifierPart(text.charAt(at));
  }

  private String textOf(CompilationUnitTree unit) {
    return texts.computeIfAbsent(unit, Uses::readText);
  }

  private static String readText(CompilationUnitTree unit) {
    try {
      return unit.getSourceFile().getCharContent(true).toString();
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  private String placeOf(CompilationUnitTree unit, long at) {
    LineMap lines = unit.getLineMap();
    long line = lines.getLineNumber(at);
    long character = at - lines.getStartPosition(line);
    return pathOf(unit) + ":" + (line - 1) + ":" + character;
  }

  private String pathOf(CompilationUnitTree unit) {
    Path file = Paths.get(unit.getSourceFile().toUri());
    return root.relativize(file).toString().replace(File.separatorChar, '/');
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
