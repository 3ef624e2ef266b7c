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

// The README leaves out what every program has.
def example = blocks('README.md', 'java').first()
new File(sources, 'Readme.java').text = """
import hourglass.data.*;
import hourglass.data.generated.*;
import hourglass.eval.*;
import hourglass.persistence.*;
import hourglass.train.*;
import java.nio.file.Path;

public class Readme {
    public static void main(String[] args) {
        $example
        System.out.println(codes + ", " + again + ", error " + error);
    }
}
"""

return true
