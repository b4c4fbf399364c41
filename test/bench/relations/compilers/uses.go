// Where go/types says that each name of a module is defined: what npm run bench:relations scores Go against.
//
//	go run uses.go <folder with a go.mod> > uses.jsonl
//
// Nothing is fetched: names from modules that are not there have no definition, as those of modules that are. A line a
// file, {"document": path}, or a name, {"at": place, "defs": [place…], "local": boolean}; places are
// path:line:character, from 0, characters in UTF-16; local is known inside one definition only.
package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"unicode/utf16"
)

type project struct {
	root   string
	module string
	files  *token.FileSet
	// By absolute path.
	texts map[string][]byte
	// As importers see them, without tests; by import path.
	packages map[string]*types.Package
	standard types.Importer
}

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: go run uses.go <folder with a go.mod>")
	}
	p, err := openProject(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	folders, err := p.packageFolders()
	if err != nil {
		log.Fatal(err)
	}
	for _, folder := range folders {
		p.printPackages(folder)
	}
}

func openProject(folder string) (*project, error) {
	root, err := filepath.Abs(folder)
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return nil, err
	}
	name := regexp.MustCompile(`(?m)^module\s+(\S+)`).FindSubmatch(text)
	if name == nil {
		return nil, fmt.Errorf("no module in %s/go.mod", root)
	}
	files := token.NewFileSet()
	return &project{
		root:     root,
		module:   string(name[1]),
		files:    files,
		texts:    map[string][]byte{},
		packages: map[string]*types.Package{},
		standard: importer.ForCompiler(files, "source", nil),
	}, nil
}

// packageFolders tells the folders that the go command would look into.
func (p *project) packageFolders() ([]string, error) {
	folders := []string{}
	err := filepath.WalkDir(p.root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		if path != p.root && isLeftOut(entry.Name()) {
			return filepath.SkipDir
		}
		folders = append(folders, path)
		return nil
	})
	return folders, err
}

func isLeftOut(name string) bool {
	return strings.HasPrefix(name, ".") || name == "testdata" || name == "vendor"
}

// printPackages prints the package of a folder with its tests, and the one of tests that stand outside it.
func (p *project) printPackages(folder string) {
	found := packageIn(folder)
	inside := append(append([]string{}, found.GoFiles...), found.TestGoFiles...)
	for _, names := range [][]string{inside, found.XTestGoFiles} {
		if len(names) == 0 {
			continue
		}
		info := &types.Info{Uses: map[*ast.Ident]types.Object{}}
		files, _ := p.check(folder, names, info)
		for _, file := range files {
			path, _, _ := p.position(file.Pos())
			printLine(document{Document: path})
		}
		p.printUses(info)
	}
}

// packageIn gives the files that are for this machine. What is wrong with the others is of no interest.
func packageIn(folder string) *build.Package {
	found, _ := build.ImportDir(folder, 0)
	return found
}

// check tells what can be told: files with errors are checked as well.
func (p *project) check(folder string, names []string, info *types.Info) ([]*ast.File, *types.Package) {
	files := []*ast.File{}
	for _, name := range names {
		path := filepath.Join(folder, name)
		text, err := os.ReadFile(path)
		if err != nil {
			log.Fatal(err)
		}
		p.texts[path] = text
		if file, _ := parser.ParseFile(p.files, path, text, 0); file != nil {
			files = append(files, file)
		}
	}
	config := types.Config{Importer: p, Error: func(error) {}, FakeImportC: true}
	checked, _ := config.Check(p.importPath(folder), p.files, files, info)
	return files, checked
}

func (p *project) importPath(folder string) string {
	relative, err := filepath.Rel(p.root, folder)
	if err != nil || relative == "." {
		return p.module
	}
	return p.module + "/" + filepath.ToSlash(relative)
}

// Import makes the project an importer of its own packages.
func (p *project) Import(path string) (*types.Package, error) {
	if path != p.module && !strings.HasPrefix(path, p.module+"/") {
		return p.standard.Import(path)
	}
	if known := p.packages[path]; known != nil {
		return known, nil
	}
	folder := filepath.Join(p.root, strings.TrimPrefix(path, p.module))
	_, imported := p.check(folder, packageIn(folder).GoFiles, nil)
	p.packages[path] = imported
	return imported, nil
}

func (p *project) printUses(info *types.Info) {
	names := []*ast.Ident{}
	for name := range info.Uses {
		names = append(names, name)
	}
	sort.Slice(names, func(a, b int) bool { return names[a].Pos() < names[b].Pos() })
	for _, name := range names {
		object := info.Uses[name]
		definitions := []string{}
		if p.isHere(object) {
			// The name of a package stands for no definition but for its import.
			if _, isPackage := object.(*types.PkgName); isPackage {
				continue
			}
			definitions = append(definitions, p.place(object.Pos()))
		}
		printLine(use{At: p.place(name.Pos()), Definitions: definitions, Local: isLocal(object)})
	}
}

func (p *project) isHere(object types.Object) bool {
	if !object.Pos().IsValid() {
		return false
	}
	file := p.files.File(object.Pos())
	return file != nil && strings.HasPrefix(file.Name(), p.root+string(filepath.Separator))
}

// isLocal tells whether an object is known in a function only. Fields and methods have no scope.
func isLocal(object types.Object) bool {
	scope := object.Parent()
	if scope == nil || object.Pkg() == nil {
		return false
	}
	return scope != object.Pkg().Scope() && scope != types.Universe
}

func (p *project) place(pos token.Pos) string {
	path, line, character := p.position(pos)
	return fmt.Sprintf("%s:%d:%d", path, line, character)
}

// position counts from 0 and heeds no line directives. Columns of go/token are bytes.
func (p *project) position(pos token.Pos) (path string, line int, character int) {
	at := p.files.PositionFor(pos, false)
	relative, err := filepath.Rel(p.root, at.Filename)
	if err != nil {
		log.Fatal(err)
	}
	before := p.texts[at.Filename][at.Offset-(at.Column-1) : at.Offset]
	return filepath.ToSlash(relative), at.Line - 1, len(utf16.Encode([]rune(string(before))))
}

type document struct {
	Document string `json:"document"`
}

type use struct {
	At          string   `json:"at"`
	Definitions []string `json:"defs"`
	Local       bool     `json:"local"`
}

func printLine(line any) {
	text, err := json.Marshal(line)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(text))
}
