// Makes a project of what README.md and docs/library.md show: the POM and the programs, as they stand there.

def blocks = { page, language ->
    (new File(root, page).text =~ "(?s)```$language\n(.*?)```").collect { it[1] }
}

def pom = blocks('docs/library.md', 'xml').first()
assert pom.contains("<groupId>$groupId</groupId>") && pom.contains("<version>$version</version>")
new File(basedir, 'pom.xml').text = pom

def gradle = blocks('docs/library.md', 'kotlin').first()
assert gradle.contains("$groupId:hourglass-bom:$version") && gradle.contains("$groupId:hourglass-library")
assert gradle.contains("javacpp:$javacpp:") && gradle.contains("openblas:$openblas:")

def sources = new File(basedir, 'src/main/java')
sources.mkdirs()

def programs = blocks('docs/library.md', 'java')
assert programs.size() >= 6
programs.each { program ->
    def name = (program =~ /public class (\w+)/)[0][1]
    new File(sources, "${name}.java").text = program
}

// What the shorter examples leave out: the imports, and the variables that their pages describe.
def imports = ['codes', 'codes.format', 'codes.id', 'codes.join', 'data', 'data.file', 'data.generated', 'data.table', 'decomposition', 'eval', 'hashing', 'library', 'lucene', 'matrix', 'model', 'network',
    'objective', 'onnx', 'optim', 'persistence', 'similarity', 'text', 'train'].collect { "import hourglass.${it}.*;" } +
    ['import java.nio.file.*;', 'import java.util.*;']
def method = { name, parameters, body, last ->
    new File(sources, "${name}.java").text = """
${imports.join('\n')}

public class $name {
    public static void main($parameters) throws Exception {
$body
$last
    }
}
"""
}
method('Readme', 'String[] args', blocks('README.md', 'java').first(), 'System.out.println(codes + ", error " + error);')

def variables = [
    'hashing': 'Rows vectors, float[] vector',
    'onnx': 'FittedModel model',
    'items': 'Path folder, FittedModel model, Corpus corpus',
    'regularisation': '',
    'retrieval': 'TfIdf tfIdf, Rows test, float[] activations, int[] classes, Path file, ThreadTeam team',
    'similarity': '',
    'search': 'float[] values, Path file, Path hexFile, Path faissFile, Path npyFile',
    'sparse': 'Dataset images, ThreadTeam team, Rows patches, float[] dictionary, int columns, float[] items, FittedModel decomposition',
    'stacks': 'Dataset digits',
    'text': 'Path path',
    'training': 'FittedModel model, Rows rows',
    'vectors': 'Path folder, Rows vectors, float[] query',
]
// The programs of spark.md run in the tests of its module.
new File(root, 'docs').list().findAll { it.endsWith('.md') && !(it in ['library.md', 'spark.md']) }.each { file ->
    def page = file - '.md'
    blocks("docs/$file", 'java').eachWithIndex { body, i ->
        assert variables.containsKey(page)
        method("Example_${page}_$i", variables[page], body, '')
    }
}

return true
